import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Caller, Request } from "../../src/bots/command.js";
import { createDispatch } from "../../src/bots/dispatch.js";
import { type CommandName, commands } from "../../src/domain/commands.js";
import { addCustomer } from "../../src/domain/customers/add-customer.js";
import { receiptFor } from "../../src/domain/surveys/receipt.js";
import { secret, testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";
import { dump, filledOrganization } from "../support/filled.js";

const { database } = await testDatabase();
const victim = await filledOrganization(database, "Zyxgold");
const stranger = await testOrganization(database, { name: "Strangers" });
const channel = await stranger.channel("product", { team: "Team" });
const admin = stranger.as(await stranger.member("admin", { name: "Sly" }), { channelId: channel.id });
await addCustomer(admin, commands.customerAdd.parse({ name: "Own" }));
const caller: Caller = {
  platform: "browser",
  workspaceId: "local",
  person: { externalId: "x", name: "x" },
  actKey: "x",
};
const dispatch = createDispatch(async () => admin);
const answer = async (request: Request) => {
  const { reply } = await dispatch(caller, request);
  // A card is kept as JSON by the browser workspace, and PostgreSQL's JSON holds no NUL.
  if (reply.kind === "card") expect(JSON.stringify(reply)).not.toContain("\\u0000");
  return reply;
};
const names = Object.keys(commands) as CommandName[];

const { ids } = victim;
/** Each command with the ids and names of another organization: forget one and this does not compile. */
const foreign: { [N in CommandName]: object } = {
  help: {},
  language: { locale: "en" },
  role: { name: victim.names.member, role: "member" },
  customerAdd: { name: "New", owner: ids.member, email: "ann@Zyxgold.example" },
  customerList: { search: "Zyxgold" },
  customerShow: { name: victim.names.customer },
  customerUpload: {},
  customerTag: { name: victim.names.customer, tags: "own" },
  customerPause: { name: victim.names.customer },
  customerResume: { name: victim.names.customer },
  customerChat: { email: "ann@zyxgold.example", member: ids.member },
  interactionAdd: { customer: victim.names.customer, kind: "call", email: "ann@Zyxgold.example" },
  customerErase: { email: "ann@zyxgold.example", again: "ann@zyxgold.example" },
  teamSet: { name: victim.names.team, themes: [ids.theme] },
  teamList: {},
  needAdd: { customer: victim.names.customer, words: "x", themes: [ids.theme] },
  needList: {},
  needShow: { number: victim.number },
  needFromResponse: { responseId: ids.response, kind: "need" },
  needFromReply: { inboundId: ids.inbound, kind: "need" },
  needFromIntake: { intakeId: ids.intake, kind: "need", customer: victim.names.customer },
  needAnswer: { announcementId: ids.announcement, answer: "not_ours" },
  needAsk: { announcementId: ids.announcement, text: "What is it about?" },
  pulseNew: { name: "New", instrument: "nps", subject: "us", segment: "Zyxgold segment" },
  pulseList: {},
  pulsePreview: { name: victim.names.survey },
  pulseLaunch: { name: victim.names.draft },
  pulseSendNow: { name: victim.names.draft },
  pulseStatus: { name: victim.names.survey },
  pulsePause: { name: victim.names.survey },
  pulseResume: { name: victim.names.survey },
  pulseMethod: { name: victim.names.survey },
  pulseReport: { name: victim.names.survey, wave: 1 },
  pulseAudience: { name: victim.names.survey, listed: "yes", owner: ids.member },
  pulseUpload: { name: victim.names.survey },
  pulseQuestions: { name: victim.names.survey, trust: "yes", q1: "Why?" },
  pulseTiming: { name: victim.names.draft, cadence: "after", after: victim.names.survey, days: 3 },
  pulseRules: {
    name: victim.names.survey,
    ...{ anyDays: 0, sameDays: 0, weeklyPercent: 100, reminders: 0, reminderDays: 1, expiryDays: 1 },
  },
  pulseHeld: {},
  responseRelease: { responseId: ids.response },
  answerScore: { invitationId: ids.invitation, score: 9 },
  answerComment: { receipt: receiptFor(secret, ids.response).code, comment: "Not mine" },
  pulseClose: { name: victim.names.survey },
  digestNow: {},
  digestOn: { weekday: 1, time: "09:00" },
  digestOff: {},
  intakeList: {},
  intakeShow: { intakeId: ids.intake },
  intakeClose: { intakeId: ids.intake },
  organization: {},
  organizationChange: { lawfulBasis: "consent", privacyContact: "x" },
  organizationLogo: {},
  deliveryList: {},
  deliveryRetry: { deliveryId: ids.delivery },
};

describe("a stranger with another organization's ids and names", () => {
  test.each(names)("is shown and can change nothing of it by %s", async (name) => {
    const before = await dump(database, victim.organizationId);
    const typed = Object.values(foreign[name]).filter((value): value is string => typeof value === "string");
    for (const kind of ["press", "submit"] as const) {
      const reply = await answer({ kind, command: name, input: foreign[name] });
      // What the stranger wrote may be repeated; nothing else may speak of the other organization.
      const said = typed.reduce((text, value) => text.replaceAll(value, "…"), JSON.stringify(reply));
      expect(said).not.toMatch(/zyxgold/i);
    }
    expect(await dump(database, victim.organizationId)).toEqual(before);
  });

  test("finds what they look for when it is their own", async () => {
    const own = createDispatch(async () => victim.as(victim.manager));
    for (const name of ["customerShow", "needShow", "pulseStatus", "customerList"] as const) {
      const { reply } = await own(caller, { kind: "press", command: name, input: foreign[name] });
      expect(JSON.stringify(reply), name).toMatch(/Zyxgold/);
      expect(reply, name).not.toMatchObject({ title: "That did not work" });
    }
  });
});

// What people and programs send: other types, huge and negative numbers, characters that a database does not take.
const nasty: unknown[] = [
  ...[
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "💥".repeat(200),
    "x".repeat(100_000),
    `'; DROP TABLE "Need"; --`,
    "%",
    "\\",
  ],
  ...[
    "9".repeat(30),
    "-1",
    "1e300",
    "0x10",
    "2026-99-99",
    "9999-12-31T23:59:59",
    "2026-02-29",
    "Mars/Olympus",
    "<b>",
    "__proto__",
  ],
  ...[null, true, 2 ** 31, Number.MAX_SAFE_INTEGER, -0, 1.5, 1e300, [], ["\u0000"], [null], {}, { $ne: 1 }],
];

/** An input that is whole, so that one nasty field is all that is wrong with it. */
const valid: { [N in CommandName]?: object } = {
  customerAdd: { name: "Own", owner: undefined },
  needAdd: { customer: "Own", words: "x" },
  teamSet: { name: "Team" },
  pulseNew: { name: "New", instrument: "nps", subject: "us" },
  pulsePreview: { name: "New" },
  pulseMethod: { name: "New" },
  pulseReport: { name: "New", wave: undefined },
  pulseAudience: { name: "New", listed: "no", owner: undefined },
  pulseQuestions: { name: "New" },
  pulseTiming: { name: "New", cadence: "interaction", interaction: "call", after: "New" },
  pulseRules: { name: "New" },
  customerTag: { name: "Own" },
  interactionAdd: { customer: "Own", email: undefined },
};

test.each(names)("%s answers whatever it is given, and breaks on nothing", async (name) => {
  const isAnswer = { kind: expect.stringMatching(/^(card|form)$/) };
  for (const value of nasty) {
    expect(await answer({ kind: "submit", command: name, input: value })).toMatchObject(isAnswer);
    for (const field of Object.keys(commands[name].shape)) {
      const input = { ...foreign[name], ...valid[name], [field]: value };
      await expect(
        answer({ kind: "press", command: name, input }),
        `${field}: ${JSON.stringify(value)?.slice(0, 60)}`,
      ).resolves.toMatchObject(isAnswer);
    }
  }
});

test("any text gets an answer", async () => {
  const words = [
    "need",
    "Own:",
    "show",
    "list",
    "customer",
    "add",
    "team",
    "set",
    "pulse",
    "launch",
    "digest",
    "on",
    "role",
    "admin",
    "language",
    "\u0000",
    ":",
    "99999999999999999999",
    "N-",
    "%",
  ];
  const sentence = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 6 })
    .map((parts) => parts.join(" "));
  await fc.assert(
    fc.asyncProperty(sentence, async (text) => {
      expect(await answer({ kind: "text", text })).toMatchObject({
        kind: expect.stringMatching(/^(card|form)$/),
      });
    }),
    { numRuns: 150 },
  );
});
