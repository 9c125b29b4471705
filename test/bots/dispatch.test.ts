import { beforeAll, describe, expect, test } from "vitest";
import type { Caller, Reply, Request } from "../../src/bots/command.js";
import { registry } from "../../src/bots/commands/registry.js";
import { createDispatch } from "../../src/bots/dispatch.js";
import { type CommandName, commands } from "../../src/domain/commands.js";
import type { Member } from "../../src/domain/context.js";
import { catalogue } from "../../src/i18n/catalogue.js";
import type { Card } from "../../src/views/card.js";
import type { Form } from "../../src/views/form.js";
import { testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";
import { dump } from "../support/filled.js";

const { database } = await testDatabase();
const caller: Caller = {
  platform: "browser",
  workspaceId: "local",
  person: { externalId: "x", name: "x" },
  actKey: "x",
};

/** What a member is answered, in a channel or (without one) alone with the bot. */
function answering(
  organization: Awaited<ReturnType<typeof testOrganization>>,
  member: Member,
  channelId?: string,
) {
  const dispatch = createDispatch(async () => organization.as(member, channelId ? { channelId } : {}));
  return async (request: Request): Promise<Reply> => (await dispatch(caller, request)).reply;
}

const text = (typed: string): Request => ({ kind: "text", text: typed });
const press = (command: string, input: unknown = {}): Request => ({ kind: "press", command, input });
const submit = (command: string, input: unknown = {}): Request => ({ kind: "submit", command, input });
const textOf = (reply: Reply) =>
  (reply as Card).elements.map((element) => ("text" in element ? element.text : "")).join("\n");
const errorsOf = (reply: Reply) =>
  Object.fromEntries((reply as Form).fields.flatMap(({ name, error }) => (error ? [[name, error]] : [])));

async function company(locale: "en" | "es" = "en") {
  const organization = await testOrganization(database, { locale });
  const { id } = await organization.channel("product");
  const as = async (role: "member" | "manager" | "admin", channelId: string | undefined = id) =>
    answering(organization, await organization.member(role), channelId);
  return { ...organization, answerTo: as, channelId: id };
}

test("a first conversation: add a customer, a team and a need, and answer for the team", async () => {
  const { answerTo, service } = await company();
  const [boss, clerk] = [await answerTo("manager"), await answerTo("member")];
  expect(await boss(text("/customer add Acme, ann@acme.example"))).toMatchObject({
    kind: "card",
    title: "Acme was added",
  });
  expect(textOf(await boss(text("/team set Product: access")))).toBe(
    "This channel is Product's. It hears of Access and security.",
  );
  expect(await clerk(text("/need acme: wants SSO"))).toMatchObject({ title: "N-1 recorded for Acme" });
  const [announcement] = await service.store.announcements.ofNeed(
    (await service.store.needs.byNumber(1))!.id,
  );
  const answered = await clerk(press("needAnswer", { announcementId: announcement!.id, answer: "will_act" }));
  expect(textOf(answered)).toBe("Product on N-1: We will act.");
  expect(textOf(await boss(text("need list")))).not.toContain("undefined");
});

test("each request is checked anew: a button's input is not trusted", async () => {
  const clerk = await (await company()).answerTo("member");
  for (const input of [
    undefined,
    null,
    "text",
    7,
    [],
    { announcementId: "no-id", answer: "understood" },
    { announcementId: crypto.randomUUID(), answer: "maybe" },
  ]) {
    expect(await clerk(press("needAnswer", input))).toMatchObject({ title: "That did not work" });
  }
});

test.each(["nope", "", "constructor", "__proto__", "toString", "x".repeat(10_000)])(
  "a button that names the command “%.20s” is refused",
  async (command) => {
    const clerk = await (await company()).answerTo("member");
    const reply = await clerk(press(command));
    expect(reply).toMatchObject({ kind: "card", title: "That did not work" });
    expect(textOf(reply).length).toBeLessThan(120);
  },
);

describe("what is missing is asked for", () => {
  test.each([
    [text("need"), "needAdd"],
    [text("need Acme"), "needAdd"],
    [text("customer add"), "customerAdd"],
    [press("pulseNew"), "pulseNew"],
    [press("teamSet"), "teamSet"],
    [press("digestOn"), "digestOn"],
    [press("needAsk", { announcementId: crypto.randomUUID() }), "needAsk"],
  ])("%j opens the form of %s, with no complaint yet", async (request, command) => {
    const boss = await (await company()).answerTo("manager");
    const reply = await boss(request);
    expect(reply).toMatchObject({ kind: "form", command });
    expect(errorsOf(reply)).toEqual({});
    expect(reply).not.toHaveProperty("error");
  });

  test("a form that was sent incomplete comes back with what is wrong at each field, and what was filled in", async () => {
    const boss = await (await company()).answerTo("manager");
    const reply = await boss(submit("needAdd", { customer: "Acme", words: " ", kind: "nonsense" }));
    expect(errorsOf(reply)).toEqual({
      words: "This is not right yet. Please check it.",
      kind: "This is not right yet. Please check it.",
    });
    expect((reply as Form).fields.find(({ name }) => name === "customer")).toMatchObject({ value: "Acme" });
    expect(errorsOf(await boss(submit("customerAdd", {})))).toEqual({ name: "Please fill this in." });
    expect(errorsOf(await boss(submit("customerAdd", { name: "x".repeat(201), email: "nobody" })))).toEqual({
      name: "Please use at most 200 characters.",
      email: "This is not right yet. Please check it.",
    });
  });

  test("what was typed wrongly is marked at once", async () => {
    const boss = await (await company()).answerTo("manager");
    expect(errorsOf(await boss(text("digest on monday 25:99")))).toEqual({
      time: "This is not right yet. Please check it.",
    });
  });

  test("what is wrong with something that has no field is said of the whole form", async () => {
    const boss = await (await company()).answerTo("manager");
    expect(await boss(submit("needAsk", { announcementId: "no-id", text: "Why?" }))).toMatchObject({
      kind: "form",
      error: "This is not right yet. Please check it.",
    });
  });

  test("a command without a form says how it is typed", async () => {
    const boss = await (await company("es")).answerTo("admin");
    expect(textOf(await boss(text("rol Ana rey")))).toContain(
      "rol NOMBRE miembro · responsable · administrador",
    );
    expect(textOf(await boss(text("necesidad ver doce")))).toContain("necesidad ver N-12");
  });
});

test("a refusal speaks the language of whoever is refused", async () => {
  const organization = await testOrganization(database);
  const [ann, ana] = [
    await organization.member("member", { memberLocale: "en" }),
    await organization.member("member", { memberLocale: "es" }),
  ];
  const [english, spanish] = [answering(organization, ann), answering(organization, ana)];
  expect(textOf(await english(text("need show 9")))).toBe(
    "There is no need N-9. See all of them with “need list”.",
  );
  expect(textOf(await spanish(text("need show 9")))).toBe(
    "No hay ninguna necesidad N-9. Véalas todas con «necesidad lista».",
  );
  expect(textOf(await spanish(text("nedd list")))).toContain("¿Quería decir «need list»?");
  expect(textOf(await spanish(text("idioma inglés")))).toBe(catalogue("en").chat.languageSet);
});

/** Who may give each command, and an input that is whole. */
const whole: { [N in CommandName]: [role: "member" | "manager" | "admin", input: object] } = {
  help: ["member", {}],
  language: ["member", { locale: "en" }],
  role: ["admin", { name: "nobody", role: "manager" }],
  customerAdd: ["member", { name: "Bolt" }],
  customerList: ["member", {}],
  customerShow: ["member", { name: "nothing" }],
  customerUpload: ["manager", {}],
  customerTag: ["member", { name: "nothing", tags: "a" }],
  customerPause: ["member", { name: "nothing" }],
  customerResume: ["member", { name: "nothing" }],
  customerChat: ["manager", { email: "nobody@acme.example", member: "nobody" }],
  interactionAdd: ["member", { customer: "nothing", kind: "call" }],
  customerErase: ["manager", { email: "nobody@nowhere.example", again: "nobody@nowhere.example" }],
  teamSet: ["manager", { name: "Product" }],
  teamList: ["member", {}],
  needAdd: ["member", { customer: "nothing", words: "x" }],
  needList: ["member", {}],
  needShow: ["member", { number: 1 }],
  needFromResponse: ["member", { responseId: crypto.randomUUID(), kind: "need" }],
  needFromReply: ["member", { inboundId: crypto.randomUUID(), kind: "need" }],
  needFromIntake: ["member", { intakeId: crypto.randomUUID(), kind: "need" }],
  needAnswer: ["member", { announcementId: crypto.randomUUID(), answer: "understood" }],
  needAsk: ["member", { announcementId: crypto.randomUUID(), text: "?" }],
  pulseNew: ["manager", { name: "NPS", instrument: "nps", subject: "us" }],
  pulseList: ["manager", {}],
  pulsePreview: ["manager", { name: "NPS" }],
  pulseLaunch: ["manager", { name: "NPS" }],
  pulseSendNow: ["manager", { name: "NPS" }],
  pulseStatus: ["manager", { name: "NPS" }],
  pulsePause: ["manager", { name: "NPS" }],
  pulseResume: ["manager", { name: "NPS" }],
  pulseMethod: ["manager", { name: "NPS" }],
  pulseReport: ["manager", { name: "NPS" }],
  pulseAudience: ["manager", { name: "NPS", listed: "no" }],
  pulseUpload: ["manager", { name: "NPS" }],
  pulseQuestions: ["manager", { name: "NPS", trust: "no" }],
  pulseTiming: ["manager", { name: "NPS", cadence: "once" }],
  pulseRules: [
    "manager",
    {
      name: "NPS",
      ...{ anyDays: 30, sameDays: 90, weeklyPercent: 20, reminders: 1, reminderDays: 3, expiryDays: 14 },
    },
  ],
  pulseHeld: ["member", {}],
  responseRelease: ["member", { responseId: crypto.randomUUID() }],
  answerScore: ["member", { invitationId: crypto.randomUUID(), score: 9 }],
  answerComment: ["member", { receipt: "0000-0000-0000-0000" }],
  pulseClose: ["manager", { name: "NPS" }],
  digestNow: ["manager", {}],
  digestOn: ["manager", { weekday: 1, time: "09:00" }],
  digestOff: ["manager", {}],
  intakeList: ["manager", {}],
  intakeShow: ["manager", { intakeId: crypto.randomUUID() }],
  intakeClose: ["member", { intakeId: crypto.randomUUID() }],
  organization: ["admin", {}],
  organizationChange: ["admin", { lawfulBasis: "consent" }],
  organizationLogo: ["admin", {}],
  deliveryList: ["manager", {}],
  deliveryRetry: ["manager", {}],
};

describe.each(["member", "manager"] as const)("to a %s", (role) => {
  let organization: Awaited<ReturnType<typeof company>>;
  let answer: Awaited<ReturnType<typeof organization.answerTo>>;
  beforeAll(async () => {
    organization = await company();
    answer = await organization.answerTo(role);
  });
  const rank = { member: 0, manager: 1, admin: 2 };

  test.each(Object.keys(commands) as CommandName[])(
    "%s is open or refused as its role says",
    async (name) => {
      const [needed, input] = whole[name];
      const refused = rank[role] < rank[needed];
      const before = await dump(database, organization.organizationId);
      // Nobody fills in a form that is refused afterwards.
      const more = registry[name].form ? [press(name), submit(name)] : [];
      for (const request of [press(name, input), submit(name, input), ...more]) {
        const reply = await answer(request);
        const said = reply.kind === "card" ? textOf(reply) : "";
        if (refused)
          expect(said, JSON.stringify(request)).toMatch(
            /^That needs the role (manager|admin)\. Nothing was changed\./,
          );
        else expect(said, JSON.stringify(request)).not.toContain("That needs the role");
      }
      if (refused) expect(await dump(database, organization.organizationId)).toEqual(before);
    },
  );
});

test("what belongs to a channel is refused outside one", async () => {
  const organization = await company();
  const alone = answering(organization, await organization.member("manager"));
  for (const request of [
    text("team set Product"),
    press("teamSet"),
    text("digest on monday 09:00"),
    text("digest off"),
  ]) {
    expect(textOf(await alone(request)), JSON.stringify(request)).toContain("in the channel it is for");
  }
});
