import { expect, test } from "vitest";
import { commands } from "../../../src/domain/commands.js";
import type { Context } from "../../../src/domain/context.js";
import { addCustomer } from "../../../src/domain/customers/add-customer.js";
import { changeSurvey } from "../../../src/domain/surveys/change-survey.js";
import { closeSurvey } from "../../../src/domain/surveys/close-survey.js";
import { createSurvey } from "../../../src/domain/surveys/create-survey.js";
import { launchSurvey } from "../../../src/domain/surveys/launch-survey.js";
import { openWave } from "../../../src/domain/surveys/open-wave.js";
import { previewSurvey } from "../../../src/domain/surveys/preview-survey.js";
import { surveyStatus } from "../../../src/domain/surveys/survey-status.js";
import { tokenFor } from "../../../src/domain/tokens.js";
import { secret, testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();
const { prisma } = database;

/** Four customers with six contacts; one customer has nobody to ask. */
async function company() {
  const organization = await testOrganization(database);
  const boss = organization.as(await organization.member("manager"));
  const { customers } = organization.service.store;
  for (const [name, kind, segment, contacts] of [
    ["Acme", "direct", "Retail", 3],
    ["Bolt", "direct", "Industry", 2],
    ["Cord", "indirect", "Retail", 1],
    ["Dent", "direct", "Retail", 0],
  ] as const) {
    const { id } = await addCustomer(boss, commands.customerAdd.parse({ name, kind, segment }));
    for (let n = 0; n < contacts; n += 1)
      await customers.addContact({ id: crypto.randomUUID(), customerId: id, email: `p${n}@${name}.example` });
  }
  const { organizationId } = organization;
  const wave = () => prisma.wave.findFirstOrThrow({ where: { organizationId } });
  const invited = () =>
    prisma.invitation.findMany({ where: { organizationId }, orderBy: { contactId: "asc" } });
  return { ...organization, boss, wave, invited, where: { organizationId } };
}

/** A draft that may ask everybody of an account in one week. */
async function create(ctx: Context, more: object = {}) {
  const draft = commands.pulseNew.parse({ name: "NPS", instrument: "nps", subject: "us", ...more });
  const { name } = await createSurvey(ctx, draft);
  return changeSurvey(ctx, { name, change: { rules: { anyDays: 30, sameDays: 90, weeklyShare: 1 } } });
}

test("a draft is kept with its question and audience, and asks nobody", async () => {
  const { boss, where } = await company();
  expect(await create(boss, { kind: "direct", segment: "Retail" })).toMatchObject({
    name: "NPS",
    instrument: "nps",
    status: "draft",
    version: 2,
    method: { instrumentVersion: "nps-1", audience: { kind: "direct", segment: "Retail" } },
  });
  expect([await prisma.wave.count({ where }), await prisma.outboxTask.count({ where })]).toEqual([0, 0]);
});

test("a name that differs in spelling only is taken", async () => {
  const { boss } = await company();
  await create(boss, { name: "Café  pulse" });
  await expect(create(boss, { name: "CAFE PULSE" })).rejects.toMatchObject({ code: "survey_name_taken" });
});

test.each([
  [{}, { contacts: 6, customers: 3 }],
  [{ kind: "direct" }, { contacts: 5, customers: 2 }],
  [{ segment: "Retail" }, { contacts: 4, customers: 2 }],
  [
    { kind: "direct", segment: "Retail" },
    { contacts: 3, customers: 1 },
  ],
  [{ kind: "interested_party" }, { contacts: 0, customers: 0 }],
])("the audience %j is previewed as %j, and exactly these are invited", async (audience, size) => {
  const { boss, service, wave, invited } = await company();
  await create(boss, audience);
  expect(await previewSurvey(boss, { name: "nps" })).toMatchObject(size);
  if (size.contacts === 0) return;
  expect(await launchSurvey(boss, { name: "nps" })).toMatchObject({ contacts: size.contacts });
  await openWave(service, { waveId: (await wave()).id });
  const rows = await invited();
  expect(rows).toHaveLength(size.contacts);
  expect(new Set(rows.map(({ customerId }) => customerId)).size).toBe(size.customers);
});

test("an empty audience is refused and the draft stays a draft", async () => {
  const { boss, where } = await company();
  await create(boss, { kind: "interested_party" });
  await expect(launchSurvey(boss, { name: "NPS" })).rejects.toMatchObject({ code: "survey_audience_empty" });
  expect(await prisma.survey.findFirstOrThrow({ where })).toMatchObject({
    status: "draft",
    launchedAt: null,
  });
});

test("a launched pulse goes out in the sending hours, at the stated local time, or now", async () => {
  const { boss, where, clock } = await company();
  const goesOut = async (name: string) => (await launchSurvey(boss, { name })).goesOutAt?.toISOString();
  await create(boss);
  // Monday 10:00 in Madrid: the next Tuesday at ten, more or less.
  expect(await goesOut("NPS")).toMatch(/^2026-03-03T(08|09):/);
  await create(boss, { name: "Later", sendAt: "2026-03-30T12:30" });
  expect(await goesOut("Later")).toBe("2026-03-30T10:30:00.000Z");
  await create(boss, { name: "Saturday", sendAt: "2026-03-28" });
  expect(await goesOut("Saturday")).toBe("2026-03-30T08:00:00.000Z");
  await create(boss, { name: "Past", sendAt: "2020-01-01T00:00:00" });
  expect(await goesOut("Past")).toBe("2026-03-03T08:00:00.000Z");
  await create(boss, { name: "Now" });
  expect((await launchSurvey(boss, { name: "Now", now: true })).goesOutAt).toEqual(clock.now);
  // What lies far ahead is planned late: when its day begins anywhere.
  const due = await prisma.outboxTask.findMany({ where, orderBy: { dueAt: "asc" } });
  expect(due.map(({ dueAt }) => dueAt.toISOString()).slice(-2)).toEqual([
    "2026-03-27T10:00:00.000Z",
    "2026-03-29T10:00:00.000Z",
  ]);
});

test("an opened wave invites each contact once, with a link that works for fourteen days", async () => {
  const { boss, service, wave, invited, where, clock } = await company();
  await create(boss);
  await launchSurvey(boss, { name: "NPS", now: true });
  const { id: waveId } = await wave();
  await openWave(service, { waveId });
  await openWave(service, { waveId });
  const rows = await invited();
  expect(rows).toHaveLength(6);
  expect(await prisma.delivery.count({ where: { ...where, message: "invitation" } })).toBe(6);
  for (const { id, tokenHash, expiresAt } of rows) {
    expect(Buffer.from(tokenHash)).toEqual(tokenFor(secret, "answer", id).hash);
    expect(expiresAt.getTime() - clock.now.getTime()).toBe(14 * 86_400_000);
  }
  expect((await wave()).status).toBe("sent");
});

test("a wave that was cut off and is run again invites the rest, and nobody twice", async () => {
  const { boss, service, wave, invited, where } = await company();
  await create(boss);
  await launchSurvey(boss, { name: "NPS", now: true });
  const { id: waveId } = await wave();
  const asked = { id: crypto.randomUUID(), instrument: "nps" as const, audience: {} };
  const page = { afterId: undefined, limit: 2 };
  const [first, second] = await service.store.surveys.audiencePage(asked, {}, service.now(), page);
  // The process died after its first chunk, and once more in the middle of the next.
  await service.store.transaction(async (tx) => {
    await tx.surveys.setWaveStatus(waveId, "open", service.now());
    const expiresAt = new Date("2026-04-01T00:00:00Z");
    const invitations = [first!, second!].map(({ contactId, customerId }) => {
      const id = crypto.randomUUID();
      const { hash: tokenHash } = tokenFor(secret, "answer", id);
      return { id, contactId, customerId, tokenHash, dueAt: service.now(), expiresAt };
    });
    await tx.surveys.addInvitations(waveId, invitations);
  });
  const broken: Context = { ...service, newId: () => "not-an-id" };
  await expect(openWave(broken, { waveId })).rejects.toThrow();
  expect(await invited()).toHaveLength(2);
  await openWave(service, { waveId });
  const contacts = (await invited()).map(({ contactId }) => contactId);
  expect([contacts.length, new Set(contacts).size]).toEqual([6, 6]);
  expect(await prisma.delivery.count({ where: { ...where, message: "invitation" } })).toBe(6);
});

test("a wave of a pulse that was closed before it was due invites nobody", async () => {
  const { boss, service, wave, invited } = await company();
  await create(boss);
  await launchSurvey(boss, { name: "NPS" });
  await closeSurvey(boss, { name: "NPS" });
  await openWave(service, { waveId: (await wave()).id });
  expect(await invited()).toEqual([]);
});

test("closing says so to links, keeps the answers, and is done once", async () => {
  const { boss, service, wave, invited, directory, clock } = await company();
  await create(boss);
  await launchSurvey(boss, { name: "NPS", now: true });
  await openWave(service, { waveId: (await wave()).id });
  const [first, second] = await invited();
  const answer = (id: string) =>
    directory.recordAnswer({
      tokenHash: tokenFor(secret, "answer", id).hash,
      id: crypto.randomUUID(),
      score: 9,
      locale: "en",
      now: clock.now,
      heldFor: null,
      receiptHash: crypto.getRandomValues(Buffer.alloc(32)),
    });
  expect(await answer(first!.id)).toMatchObject({ outcome: "recorded" });
  await closeSurvey(boss, { name: "NPS" });
  expect(await answer(second!.id)).toMatchObject({ outcome: "closed" });
  clock.move(1);
  expect(await surveyStatus(boss, { name: "NPS" })).toMatchObject({
    survey: { status: "closed" },
    counts: { invited: 6, answered: 1, commented: 0 },
    figures: { gate: "hidden", n: 1 },
  });
  await expect(closeSurvey(boss, { name: "NPS" })).rejects.toMatchObject({ code: "survey_not_open" });
  await expect(launchSurvey(boss, { name: "NPS" })).rejects.toMatchObject({
    code: "survey_already_launched",
  });
});

test("a draft cannot be closed and an unknown pulse is not found", async () => {
  const { boss } = await company();
  await create(boss);
  await expect(closeSurvey(boss, { name: "NPS" })).rejects.toMatchObject({ code: "survey_not_open" });
  for (const act of [previewSurvey, launchSurvey, surveyStatus, closeSurvey]) {
    await expect(act(boss, { name: "nothing" })).rejects.toMatchObject({ code: "survey_not_found" });
  }
});

test("only a manager may draft, see, launch or close", async () => {
  const { boss, as, member } = await company();
  await create(boss);
  const clerk = as(await member("member"));
  for (const act of [previewSurvey, launchSurvey, surveyStatus, closeSurvey]) {
    await expect(act(clerk, { name: "NPS" })).rejects.toMatchObject({ code: "not_allowed" });
  }
  await expect(create(clerk, { name: "Mine" })).rejects.toMatchObject({ code: "not_allowed" });
});
