import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { answerAnnouncement } from "../../src/domain/announcements/answer-announcement.js";
import { commands } from "../../src/domain/commands.js";
import { addCustomer } from "../../src/domain/customers/add-customer.js";
import { postDigest } from "../../src/domain/digests/post-digest.js";
import { scheduleDigest } from "../../src/domain/digests/schedule-digest.js";
import { enter } from "../../src/domain/members/enter.js";
import { setRole } from "../../src/domain/members/set-role.js";
import { captureFromResponse } from "../../src/domain/needs/capture-from-response.js";
import { captureNeed } from "../../src/domain/needs/capture-need.js";
import { createSurvey } from "../../src/domain/surveys/create-survey.js";
import { launchSurvey } from "../../src/domain/surveys/launch-survey.js";
import { openWave } from "../../src/domain/surveys/open-wave.js";
import { setTeam } from "../../src/domain/teams/set-team.js";
import { testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";
import { filledOrganization } from "../support/filled.js";

const { database } = await testDatabase();
const { prisma } = database;

async function organizationWithCustomer() {
  const organization = await testOrganization(database);
  const channel = await organization.channel("product", { team: "Product", themes: ["access"] });
  const boss = organization.as(await organization.member("manager"), { channelId: channel.id });
  await addCustomer(boss, commands.customerAdd.parse({ name: "Acme", email: "ann@acme.example" }));
  return { ...organization, channel, boss, where: { organizationId: organization.organizationId } };
}

/** What became of acts that were begun at the same moment: a value, or the code of the refusal. */
async function atOnce<T>(acts: (() => Promise<T>)[]): Promise<(T | { refused: string })[]> {
  return Promise.all(
    acts.map((act) => act().catch(({ code, message }) => ({ refused: String(code ?? message) }))),
  );
}

const need = (words: string) => commands.needAdd.parse({ customer: "Acme", words });

test("two launches at once are one", async () => {
  const { boss, where } = await organizationWithCustomer();
  await createSurvey(boss, commands.pulseNew.parse({ name: "NPS", instrument: "nps", subject: "us" }));
  const results = await atOnce([1, 2, 3].map(() => () => launchSurvey(boss, { name: "nps" })));
  expect(results.filter((result) => "survey" in result)).toHaveLength(1);
  expect(results.filter((result) => "refused" in result)).toEqual(
    Array(2).fill({ refused: "survey_already_launched" }),
  );
  expect(await prisma.wave.count({ where })).toBe(1);
  expect(await prisma.outboxTask.count({ where: { ...where, name: "openWave" } })).toBe(1);
  expect(await prisma.audit.count({ where: { ...where, action: "survey.launched" } })).toBe(1);
});

test("two answers to one announcement at once: the first stands and the other is told of it", async () => {
  const { boss, as, member, service, where } = await organizationWithCustomer();
  const { id } = await captureNeed(boss, need("wants SSO"));
  const [announcement] = await service.store.announcements.ofNeed(id);
  const [ann, bob] = [
    as(await member("member", { name: "Ann" })),
    as(await member("member", { name: "Bob" })),
  ];
  const results = await Promise.all([
    answerAnnouncement(ann, { announcementId: announcement!.id, answer: "will_act" }),
    answerAnnouncement(bob, { announcementId: announcement!.id, answer: "not_ours" }),
  ]);
  const first = results.find(({ outcome }) => outcome === "answered");
  const second = results.find(({ outcome }) => outcome === "settled_already");
  expect(second?.announcement).toEqual(first?.announcement);
  expect(await prisma.audit.count({ where: { ...where, action: "announcement.answered" } })).toBe(1);
});

test("twenty needs recorded at once are numbered 1 to 20 without gaps", async () => {
  const { boss, where } = await organizationWithCustomer();
  const recorded = await Promise.all(
    Array.from({ length: 20 }, (_, index) => captureNeed(boss, need(`wants ${index}`))),
  );
  expect(recorded.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  expect(await prisma.announcement.count({ where })).toBe(20);
});

test("a need that could not be recorded uses up no number", async () => {
  const { boss } = await organizationWithCustomer();
  await captureNeed(boss, need("first"));
  const broken = { ...boss, newId: () => "not-an-id" };
  await expect(captureNeed(broken, need("second"))).rejects.toThrow();
  expect((await captureNeed(boss, need("third"))).number).toBe(2);
});

test("of the first people who come at once exactly one becomes admin", async () => {
  const { service, organizationId } = await testOrganization(database);
  const where = { organizationId };
  const people = ["u1", "u2", "u3", "u4"].map(
    (externalId) => ({ platform: "slack", workspaceId: "T1", externalId }) as const,
  );
  const entered = await Promise.all(
    people
      .map((identity) => enter(service, { identity, name: identity.externalId }))
      .map(async (one) => (await one).actor.role),
  );
  expect(entered.sort()).toEqual(["admin", "member", "member", "member"]);
  expect(await prisma.member.count({ where })).toBe(4);
});

test("one newcomer who clicks twice at once is one member", async () => {
  const { service, organizationId } = await testOrganization(database);
  const where = { organizationId };
  const entering = {
    identity: { platform: "slack", workspaceId: "T1", externalId: "u1" },
    name: "Ann",
    place: { platform: "slack", workspaceId: "T1", externalId: "c1", name: "general" },
  } as const;
  const [first, second] = await Promise.all([enter(service, entering), enter(service, entering)]);
  expect(second).toEqual(first);
  expect([await prisma.member.count({ where }), await prisma.channel.count({ where })]).toEqual([1, 1]);
});

test("two admins who step down at once leave one admin", async () => {
  const { as, member, organizationId } = await testOrganization(database);
  const where = { organizationId };
  const [ann, bob] = [as(await member("admin", { name: "Ann" })), as(await member("admin", { name: "Bob" }))];
  const results = await atOnce([
    () => setRole(ann, { name: "Ann", role: "member" }),
    () => setRole(bob, { name: "Bob", role: "member" }),
  ]);
  expect(results.filter((result) => "refused" in result)).toEqual([{ refused: "last_admin" }]);
  expect(await prisma.member.count({ where: { ...where, role: "admin" } })).toBe(1);
});

test("an act that comes twice with the same key is done once", async () => {
  const { as, boss, where } = await organizationWithCustomer();
  const acting = () => as(boss.actor, { actKey: "slack:Ev1" });
  const results = await atOnce([1, 2, 3].map(() => () => captureNeed(acting(), need("wants SSO"))));
  expect(results.filter((result) => "refused" in result)).toEqual(Array(2).fill({ refused: "already_done" }));
  await expect(captureNeed(acting(), need("wants SSO"))).rejects.toMatchObject({ code: "already_done" });
  expect(await prisma.need.count({ where })).toBe(1);
  await captureNeed(as(boss.actor, { actKey: "slack:Ev2" }), need("wants SSO"));
  expect(await prisma.need.count({ where })).toBe(2);
});

test("an act that was refused can be tried again with the same key", async () => {
  const { as, boss } = await organizationWithCustomer();
  const acting = () => as(boss.actor, { actKey: "slack:Ev1" });
  await expect(addCustomer(acting(), commands.customerAdd.parse({ name: "ACME" }))).rejects.toMatchObject({
    code: "customer_exists",
  });
  await expect(addCustomer(acting(), commands.customerAdd.parse({ name: "Bolt" }))).resolves.toMatchObject({
    name: "Bolt",
  });
});

test("the same key in another organization is another act", async () => {
  const [one, other] = [await organizationWithCustomer(), await organizationWithCustomer()];
  for (const { as, boss } of [one, other])
    await captureNeed(as(boss.actor, { actKey: "same" }), need("wants SSO"));
  expect(await prisma.need.count({ where: other.where })).toBe(1);
});

test("a digest that two processes find due at once is posted once", async () => {
  const { boss, service, where, clock, directory, organizationId } = await organizationWithCustomer();
  await scheduleDigest(boss, commands.digestOn.parse({ weekday: 1, time: "09:00" }));
  clock.move(8 * 86_400_000);
  const due = (await directory.dueDigests(clock.now)).filter((one) => one.organizationId === organizationId);
  expect(due).toHaveLength(1);
  await Promise.all([1, 2, 3].map(() => postDigest(service, due[0]!)));
  expect(await prisma.delivery.count({ where: { ...where, message: "digest" } })).toBe(1);
  const { nextAt } = await prisma.digestSchedule.findFirstOrThrow({ where });
  expect(nextAt > clock.now).toBe(true);
});

test("one answer recorded as a need by two people at once is one need", async () => {
  const { as, manager, member, ids, organizationId } = await filledOrganization(database, "Twice");
  const where = { organizationId };
  const before = await prisma.need.count({ where });
  const results = await atOnce(
    [manager, member].map(
      (who) => () => captureFromResponse(as(who), { responseId: ids.response, kind: "complaint" }),
    ),
  );
  expect(results.filter((result) => "refused" in result)).toEqual([{ refused: "response_recorded" }]);
  expect(await prisma.need.count({ where })).toBe(before + 1);
});

test("a wave that two workers open at once invites each contact once", async () => {
  const { boss, service, where } = await organizationWithCustomer();
  for (const name of ["Bolt", "Cord"])
    await addCustomer(boss, commands.customerAdd.parse({ name, email: `ann@${name}.example` }));
  await createSurvey(boss, commands.pulseNew.parse({ name: "NPS", instrument: "nps", subject: "us" }));
  await launchSurvey(boss, { name: "NPS", now: true });
  const { id: waveId } = await prisma.wave.findFirstOrThrow({ where });
  await Promise.all([openWave(service, { waveId }), openWave(service, { waveId })]);
  expect(await prisma.invitation.count({ where })).toBe(3);
  expect(await prisma.delivery.count({ where: { ...where, message: "invitation" } })).toBe(3);
});

test("two channels that become teams of one name at once: one is refused", async () => {
  const { as, member, channel } = await testOrganization(database);
  const manager = await member("manager");
  const channels = [await channel("one"), await channel("two")];
  const results = await atOnce(
    channels.map(
      ({ id }) =>
        () =>
          setTeam(as(manager, { channelId: id }), { name: "Product", themes: [] }),
    ),
  );
  expect(results.filter((result) => "refused" in result)).toEqual([{ refused: "team_name_taken" }]);
});

test("two customers of one name, however it is spelled, are one", async () => {
  const { boss } = await organizationWithCustomer();
  const results = await atOnce(
    ["Café Bar", "CAFE  BAR"].map((name) => () => addCustomer(boss, commands.customerAdd.parse({ name }))),
  );
  expect(results.filter((result) => "refused" in result)).toEqual([{ refused: "customer_exists" }]);
});

test("what fails leaves nothing behind, also not its promised work", async () => {
  const { service, where } = await organizationWithCustomer();
  const before = await prisma.outboxTask.count({ where });
  const failing = service.store.transaction(async (tx) => {
    await tx.outbox.add("openWave", { waveId: randomUUID() });
    throw new Error("halfway");
  });
  await expect(failing).rejects.toThrow("halfway");
  expect(await prisma.outboxTask.count({ where })).toBe(before);
});
