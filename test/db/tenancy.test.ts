import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/domain/context.js";
import { referenceFor } from "../../src/domain/intake/reference.js";
import { methodOf } from "../../src/domain/surveys/method.js";
import { secret } from "../support/context.js";
import { testDatabase } from "../support/database.js";
import { dump, filledOrganization } from "../support/filled.js";
import { statementsOf } from "../support/statements.js";

type Groups = Omit<Store, "transaction">;
/** What every method of every store is called with: forget one and this does not compile. */
type Calls = {
  [G in keyof Groups]: {
    [M in keyof Groups[G]]: Groups[G][M] extends (...args: infer A) => unknown ? A : never;
  };
};

const { database } = await testDatabase();
const victim = await filledOrganization(database, "Zyxgold");
const stranger = await filledOrganization(database, "Abclead");
const { ids, names } = victim;
const now = new Date("2026-03-02T10:00:00Z");
const place = { platform: "browser", workspaceId: "local", externalId: "product", name: "product" } as const;
const identity = { platform: "browser", workspaceId: "local", externalId: ids.member } as const;
const from = new Date(0);
const to = new Date("2027-01-01T00:00:00Z");
const key = (name: string) => name.toLowerCase();
const method = methodOf("nps", { subject: "x" });
const asked = { id: ids.survey, instrument: "nps" as const, audience: { segment: "Zyxgold segment" } };

const calls: Calls = {
  organization: {
    get: [],
    create: [{ id: victim.organizationId, name: "x", locale: "en", zone: "UTC", isExample: false }],
    change: [{ color: "#123456" }],
    setLogo: [{ bytes: Buffer.from("x"), type: "image/png" }],
  },
  members: {
    count: [],
    list: [],
    byId: [ids.member],
    byName: [names.member],
    byIdentity: [identity],
    add: [{ id: ids.member, name: "x", role: "admin" }],
    addIdentity: [ids.member, identity, randomUUID()],
    seen: [ids.member, { ...identity, address: "changed" }, to],
    latestIdentity: [ids.member],
    setRole: [ids.member, "admin"],
    lockAdmins: [],
    setLocale: [ids.member, "es"],
    channelAt: [{ ...place, address: "changed" }, randomUUID()],
    channel: [ids.channel],
    channels: ["browser"],
  },
  teams: {
    list: [],
    themes: [],
    addThemes: [[{ id: ids.theme, key: "x", en: "x", es: "x", stems: [] }]],
    ofChannel: [ids.channel],
    set: [{ id: ids.team, name: names.team, channelId: ids.channel }],
    setThemes: [ids.team, [ids.theme]],
  },
  customers: {
    add: [{ id: ids.customer, name: "x", nameKey: "x", kind: "direct", ownerId: ids.member }],
    addContact: [{ id: randomUUID(), customerId: ids.customer, email: "new@stranger.example" }],
    addAll: [
      [{ id: randomUUID(), name: "y", nameKey: "y", kind: "direct", ownerId: ids.member }],
      [{ id: randomUUID(), customerId: ids.customer, email: "many@stranger.example" }],
    ],
    byKey: [key(names.customer)],
    byId: [ids.customer],
    search: ["zyx", 10, 0],
    contacts: [ids.customer],
    segments: [],
    tags: [],
    setTags: [ids.customer, ["x"]],
    pause: [ids.customer, to],
    setContactMember: [ids.contact, ids.member],
    contactByEmail: ["ann@zyxgold.example"],
    contactsByEmail: [["ann@zyxgold.example"]],
    addUploadLink: [
      { id: randomUUID(), memberId: ids.member, tokenHash: Buffer.alloc(32, 1), expiresAt: to },
    ],
  },
  needs: {
    nextNumber: [],
    add: [
      { id: ids.need, number: 900, summary: "x", kind: "need", horizon: "current", themeIds: [ids.theme] },
    ],
    addVoice: [
      { id: randomUUID(), needId: ids.need, customerId: ids.customer, recordedById: ids.member, words: "x" },
    ],
    setSummary: [ids.need, "x"],
    byId: [ids.need],
    byNumber: [77],
    page: [10, 0],
    top: [10],
    numberOfResponse: [ids.response],
  },
  announcements: {
    add: [{ id: randomUUID(), needId: ids.need, teamId: ids.team }],
    byId: [ids.announcement],
    ofNeed: [ids.need],
    answer: [ids.announcement, "not_ours", ids.member, to],
    addQuestion: [{ id: randomUUID(), announcementId: ids.announcement, askedById: ids.member, text: "x" }],
    question: [ids.question],
    owing: [],
  },
  surveys: {
    add: [
      {
        id: ids.survey,
        name: "x",
        nameKey: "x",
        instrument: "nps",
        method,
        createdById: ids.member,
      },
    ],
    byKey: [key(names.survey)],
    byId: [ids.survey],
    list: [],
    addVersion: [ids.survey, 1, method, { at: to }],
    approve: [ids.survey, 1, ids.member, to],
    versions: [ids.survey],
    method: [ids.survey, 1],
    open: [ids.draft, to],
    close: [ids.survey, to],
    pause: [ids.survey, to],
    resume: [ids.survey],
    pausedSince: [from, to],
    addWave: [{ id: randomUUID(), surveyId: ids.survey, number: 9, version: 1, opensAt: now }],
    wave: [ids.wave],
    waves: [ids.survey],
    setWaveStatus: [ids.wave, "open", to],
    latestWaves: [ids.survey, 4],
    hasten: [ids.survey, from],
    lockPlanning: [],
    lastPlannedContact: [ids.wave],
    audiencePage: [asked, {}, now, { afterId: undefined, limit: 10 }],
    audienceSize: [asked, now],
    setListed: [ids.survey, [ids.contact]],
    addInvitations: [
      ids.wave,
      [
        {
          id: randomUUID(),
          contactId: ids.contact,
          customerId: ids.customer,
          tokenHash: Buffer.alloc(32, 2),
          dueAt: to,
          expiresAt: to,
        },
      ],
    ],
    addSkips: [ids.wave, [{ contactId: ids.contact, reason: "closed", segment: null }]],
    invitation: [ids.invitation],
    takeDue: [ids.wave, to, 10],
    takeReminders: [ids.wave, to],
    setNextAt: [[{ id: ids.invitation, at: to }]],
    cycleFrame: [ids.survey],
    addCycleFrame: [ids.survey, { seed: "x", strata: [], weeks: 13, startsOn: "2026-03-02", dealtAt: to }],
    unseated: [asked, now, to],
    addSeats: [ids.survey, [{ contactId: ids.contact, week: 1 }], to],
    seatsPerWeek: [ids.survey],
    counts: [ids.survey, now],
    response: [ids.response],
    responseByReceipt: [victim.receiptHash],
    recordInChat: [
      {
        invitationId: ids.invitation,
        id: randomUUID(),
        score: 1,
        locale: "en",
        now,
        receiptHash: Buffer.alloc(32, 4),
      },
    ],
    reviseScore: [ids.response, { score: 10, at: to, since: from, heldFor: null }],
    revisionsSince: [ids.response, from],
    addToResponse: [
      ids.response,
      { comment: "x", mayContact: true, mayQuote: true, trust: 1, answers: {} },
      to,
      from,
    ],
    answerTo: [ids.invitation],
    addition: [ids.response],
    held: [10],
    release: [ids.response],
    importResponses: [
      ids.survey,
      "nps-1",
      [{ id: ids.response, importKey: "x", customerId: ids.customer, score: 1, answeredAt: now }],
    ],
    histogram: [ids.survey, from, to],
    cohort: [ids.survey, from, to],
    reportCounts: [ids.survey, undefined, now],
    skipsByReason: [ids.survey, ids.wave],
    segments: [ids.survey, undefined],
    waveHistogram: [ids.survey, ids.wave],
    segmentHistogram: [ids.survey, ids.wave],
    localesAnswered: [ids.survey, undefined],
  },
  interactions: {
    add: [{ id: ids.interaction, customerId: ids.customer, kind: "call", at: now }],
    byId: [ids.interaction],
    ofCustomer: [ids.customer, 10],
  },
  digests: {
    schedule: [
      { id: ids.schedule, channelId: ids.channel, weekday: 1, minuteOfDay: 0, zone: "UTC", nextAt: to },
    ],
    stop: [ids.channel],
    byId: [ids.schedule],
    advance: [ids.schedule, new Date("2026-03-09T08:00:00Z"), to],
  },
  intake: {
    add: [
      {
        id: ids.intake,
        reference: "x",
        referenceHash: Buffer.alloc(32, 4),
        kind: "need",
        words: "x",
        name: null,
        email: null,
        company: null,
        locale: "en",
        customerId: ids.customer,
        contactId: ids.contact,
        createdAt: now,
      },
    ],
    byId: [ids.intake],
    byReference: [referenceFor(secret, ids.intake).hash],
    open: [10, 0],
    becomes: [ids.intake, { needId: ids.need, customerId: ids.customer }],
    close: [ids.intake, to],
  },
  privacy: {
    personData: [ids.contact],
    addDataLink: [{ tokenHash: victim.dataLinkHash, contactId: ids.contact, expiresAt: to }],
    dataLink: [victim.dataLinkHash],
    eraseContact: [ids.contact, to],
    eraseResponse: [ids.response, to],
    expire: ["responses", to, to, 10],
  },
  deliveries: {
    add: [
      [
        {
          id: ids.delivery,
          message: "needRecorded",
          refs: { needId: ids.need },
          transport: "browser",
          recipient: { channelId: ids.channel },
        },
      ],
    ],
    refresh: [ids.need],
    failed: [10],
    retry: [ids.delivery],
  },
  suppressions: {
    add: [{ addressKey: victim.addressKey, reason: "soft_bounce", until: null }],
    among: [[victim.addressKey], from],
    of: [victim.addressKey, from],
    lift: [victim.addressKey, "soft_bounce"],
    addUnsubscribeLinks: [[{ tokenHash: victim.unsubscribeHash, addressKey: Buffer.alloc(32, 3) }]],
    atSending: [ids.contact, victim.addressKey, from],
  },
  inbound: {
    sentMail: [ids.delivery],
    add: [{ id: ids.inbound, messageId: ids.inbound, kind: "reply", text: "x", receivedAt: now }],
    markBounced: [ids.invitation, to],
    countSoftBounce: [ids.contact, ids.inbound],
    forgetSoftBounces: [ids.contact],
    blocked: [ids.blocked],
    reply: [ids.inbound],
    recordAs: [ids.inbound, ids.need],
  },
  workspace: {
    addPost: [{ id: ids.post, channelId: ids.channel, text: "x" }],
    updatePost: [ids.post, { title: "x" }],
    posts: [{ channelId: ids.channel, memberId: ids.member }, 10],
    addMail: [{ id: ids.mail, messageId: "x", recipient: "x", subject: "x", text: "x", html: "x" }],
    mails: [10],
    mail: [ids.mail],
  },
  outbox: { add: ["openWave", { waveId: ids.wave }] },
  audit: { add: [stranger.admin, "customer.changed", ids.customer] },
};

/** How Prisma looks up the relations of no rows. */
const findsNothing = /"organizationId" IN \(NULL\)/;

/** Runs a method for the stranger in a transaction that is rolled back, so that each call meets the same rows. */
async function call(group: string, method: string, args: unknown[]): Promise<unknown> {
  const undo = new Error("undo");
  let result: unknown;
  const statements = await statementsOf(async () => {
    try {
      await stranger.service.store.transaction(async (tx) => {
        const stores = tx as unknown as Record<
          string,
          Record<string, (...args: unknown[]) => Promise<unknown>>
        >;
        result = await stores[group]?.[method]?.(...args);
        if (method !== "nextNumber") expect(await dumpIn(victim.organizationId)).toEqual(before);
        throw undo;
      });
    } catch (error) {
      if (error !== undo) result = refusal(error);
    }
  });
  return { result, statements };
}

const dumpIn = (organizationId: string) => dump(database, organizationId);
const before = await dumpIn(victim.organizationId);

function refusal(error: unknown): unknown {
  // A foreign key, a key that is taken, a row that is not there: the ways in which a database says no.
  expect(error).toMatchObject({ code: expect.stringMatching(/^P20(02|03|10|25)$/) });
  return undefined;
}

describe.each(Object.entries(calls))("the %s of another organization", (group, methods) => {
  test.each(Object.entries(methods as Record<string, unknown[]>))(
    "%s neither shows nor changes them",
    async (method, args) => {
      const { result, statements } = (await call(group, method, args)) as {
        result: unknown;
        statements: { text: string; values: unknown[] }[];
      };
      expect(JSON.stringify(result) ?? "").not.toContain(victim.mark);
      expect(await dumpIn(victim.organizationId)).toEqual(before);
      for (const { text, values } of statements) {
        const own = values.flat().includes(stranger.organizationId) || findsNothing.test(text);
        expect(own, `not bound to the organization: ${text}`).toBe(true);
        expect(text).toMatch(/"organizationId"|"Organization"|pg_notify/);
      }
      expect(statements.length).toBeGreaterThan(0);
    },
  );
});

test("what a stranger's delivery names is not there when it is to be sent", async () => {
  const { store } = stranger.service;
  expect(await store.members.channel(ids.channel)).toBeUndefined();
  expect(await store.members.latestIdentity(ids.member)).toBeUndefined();
  expect(await store.surveys.invitation(ids.invitation)).toBeUndefined();
});
