import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { commands } from "../../../src/domain/commands.js";
import { addCustomer } from "../../../src/domain/customers/add-customer.js";
import { logInteraction } from "../../../src/domain/interactions/log-interaction.js";
import { addressKey } from "../../../src/domain/suppression/address-key.js";
import { changeSurvey } from "../../../src/domain/surveys/change-survey.js";
import { defaultRules } from "../../../src/domain/surveys/contact-rules.js";
import { createSurvey } from "../../../src/domain/surveys/create-survey.js";
import { launchSurvey } from "../../../src/domain/surveys/launch-survey.js";
import type { Method } from "../../../src/domain/surveys/method.js";
import { openWave } from "../../../src/domain/surveys/open-wave.js";
import { remindWave } from "../../../src/domain/surveys/remind-wave.js";
import { pauseSurvey, resumeSurvey } from "../../../src/domain/surveys/resume-survey.js";
import { sendDue } from "../../../src/domain/surveys/send-due.js";
import { sendNow } from "../../../src/domain/surveys/send-now.js";
import { triggerSurvey } from "../../../src/domain/surveys/trigger-survey.js";
import { secret, testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();
const { prisma } = database;
const DAY = 86_400_000;

/** An organization with customers of one contact each, and what waves do in it. */
async function company(customers = 3, contactsEach = 1) {
  const organization = await testOrganization(database);
  const { organizationId, service, clock } = organization;
  const boss = organization.as(await organization.member("manager"));
  for (let n = 0; n < customers; n += 1) {
    const { id } = await addCustomer(
      boss,
      commands.customerAdd.parse({ name: `C${n}`, segment: `S${n % 2}` }),
    );
    for (let k = 0; k < contactsEach; k += 1) {
      const contact = { id: randomUUID(), customerId: id, email: `p${k}@c${n}.example` };
      await service.store.customers.addContact(contact);
    }
  }
  await prisma.contact.updateMany({ where: { organizationId }, data: { createdAt: clock.now } });
  const where = { organizationId };
  const survey = async (name: string, change: Partial<Method> = {}, instrument = "nps") => {
    await createSurvey(boss, commands.pulseNew.parse({ name, instrument, subject: "us" }));
    return changeSurvey(boss, { name, change });
  };
  /** Opens the waves whose time has come, as the queue does. */
  const run = async () => {
    const due = await prisma.outboxTask.findMany({
      where: { ...where, name: "openWave", dueAt: { lte: clock.now } },
      orderBy: { dueAt: "asc" },
    });
    for (const { id, payload } of due) {
      await openWave(service, payload as { waveId: string });
      await prisma.outboxTask.delete({ where: { id } });
    }
  };
  const invited = async (name: string) =>
    prisma.invitation.findMany({
      where: { ...where, wave: { survey: { name } } },
      include: { contact: { select: { email: true } }, wave: { select: { number: true } } },
      orderBy: { dueAt: "asc" },
    });
  const skipped = async (name: string) =>
    (await prisma.skip.findMany({ where: { ...where, wave: { survey: { name } } } })).map(
      ({ reason }) => reason,
    );
  return { ...organization, boss, survey, run, invited, skipped, where };
}

describe("the contact rules", () => {
  test("nobody is asked twice within thirty days, nor the same within ninety, and every skip says why", async () => {
    const { boss, survey, run, invited, skipped, clock } = await company(3);
    await survey("First");
    await sendNow(boss, { name: "First" });
    await run();
    expect(await invited("First")).toHaveLength(3);
    clock.move(29 * DAY);
    await survey("Soon", {}, "csat");
    await sendNow(boss, { name: "Soon" });
    await run();
    expect(await invited("Soon")).toEqual([]);
    expect(await skipped("Soon")).toEqual(["asked_recently", "asked_recently", "asked_recently"]);
    clock.move(31 * DAY);
    await survey("Same");
    await sendNow(boss, { name: "Same" });
    await run();
    expect(await skipped("Same")).toEqual(Array(3).fill("asked_same_recently"));
    await survey("Other", {}, "ces");
    await sendNow(boss, { name: "Other" });
    await run();
    expect(await invited("Other")).toHaveLength(3);
  });

  test("of an account's ten contacts two are asked in a week", async () => {
    const { boss, survey, run, invited, skipped } = await company(1, 10);
    await survey("Pulse");
    await sendNow(boss, { name: "Pulse" });
    await run();
    expect(await invited("Pulse")).toHaveLength(2);
    expect(await skipped("Pulse")).toEqual(Array(8).fill("account_full"));
  });

  test("two waves planned at the same moment keep the rules together", async () => {
    const { boss, survey, invited, service, where } = await company(5);
    for (const name of ["One", "Two"]) {
      await survey(name);
      await sendNow(boss, { name });
    }
    const waves = await prisma.wave.findMany({ where });
    await Promise.all(waves.map(({ id: waveId }) => openWave(service, { waveId })));
    expect((await invited("One")).length + (await invited("Two")).length).toBe(5);
  });

  test("opted out, bounced, resting addresses and paused accounts are never asked", async () => {
    const { boss, survey, run, invited, skipped, service, clock, where } = await company(5);
    const key = (n: number) => addressKey(secret, `P0@C${n}.example `);
    const until = new Date(clock.now.getTime() + DAY);
    await service.store.suppressions.add({ addressKey: key(0), reason: "opted_out", until: null });
    await service.store.suppressions.add({ addressKey: key(1), reason: "hard_bounce", until: null });
    await service.store.suppressions.add({ addressKey: key(2), reason: "soft_bounce", until });
    const paused = await prisma.customer.findFirstOrThrow({ where: { ...where, name: "C3" } });
    await service.store.customers.pause(paused.id, clock.now);
    await survey("Pulse");
    await sendNow(boss, { name: "Pulse" });
    await run();
    expect((await skipped("Pulse")).sort()).toEqual([
      "account_paused",
      "bounced",
      "mail_paused",
      "opted_out",
    ]);
    expect((await invited("Pulse")).map(({ contact }) => contact?.email)).toEqual(["p0@c4.example"]);
  });
});

describe("the sending time", () => {
  test("is ten o'clock in each recipient's zone, more or less, and the link is good for fourteen days", async () => {
    const { boss, survey, run, invited, service, clock, where } = await company(3);
    const zones = ["Europe/Madrid", "America/Santiago", "Australia/Sydney"];
    for (const [n, zone] of zones.entries()) {
      await prisma.contact.updateMany({ where: { ...where, email: `p0@c${n}.example` }, data: { zone } });
    }
    await survey("Pulse");
    await launchSurvey(boss, { name: "Pulse" });
    await run();
    for (const { contact, dueAt, expiresAt, nextAt } of await invited("Pulse")) {
      const timeZone = zones[Number(contact?.email?.[4])] ?? "";
      const local = new Intl.DateTimeFormat("en-GB", {
        timeZone,
        weekday: "short",
        timeStyle: undefined,
        hour: "2-digit",
        minute: "2-digit",
      }).format(dueAt);
      expect(local).toMatch(/^(Tue|Wed|Thu),? (09:(1[5-9]|[2-5]\d)|10:([0-3]\d|4[0-5]))$/);
      expect(expiresAt.getTime() - dueAt.getTime()).toBe(14 * DAY);
      expect(nextAt).toEqual(dueAt);
      expect(dueAt.getTime()).toBeGreaterThan(clock.now.getTime());
    }
    // Nothing is promised before its time, and then everything once, with its reminder three business days later.
    const waveId = (await invited("Pulse"))[0]?.waveId ?? "";
    const mails = () => prisma.delivery.count({ where: { ...where, message: "invitation" } });
    await sendDue(service, { waveId });
    expect(await mails()).toBe(0);
    clock.move(4 * DAY);
    await Promise.all([sendDue(service, { waveId }), sendDue(service, { waveId })]);
    expect(await mails()).toBe(3);
    for (const { dueAt, nextAt } of await invited("Pulse")) {
      expect((nextAt?.getTime() ?? 0) - dueAt.getTime()).toBeGreaterThanOrEqual(3 * DAY);
    }
  });

  test("“send now” brings everything forward, planned or not, and the rules stay", async () => {
    const { boss, survey, run, invited, service, clock, where } = await company(3);
    await survey("Planned", { cadence: { kind: "once", sendAt: "2026-06-02T10:00" } });
    await launchSurvey(boss, { name: "Planned" });
    await run();
    expect(await invited("Planned")).toEqual([]);
    await sendNow(boss, { name: "Planned" });
    await run();
    expect((await invited("Planned")).map(({ dueAt }) => dueAt)).toEqual(Array(3).fill(clock.now));

    clock.move(100 * DAY);
    await survey("Tuesday", {}, "csat");
    await launchSurvey(boss, { name: "Tuesday" });
    await run();
    expect((await invited("Tuesday")).every(({ dueAt }) => dueAt > clock.now)).toBe(true);
    await sendNow(boss, { name: "Tuesday" });
    expect((await invited("Tuesday")).map(({ dueAt }) => dueAt)).toEqual(Array(3).fill(clock.now));
    const [first] = await invited("Tuesday");
    await sendDue(service, { waveId: first?.waveId ?? "" });
    const subjectId = { in: (await invited("Tuesday")).map(({ id }) => id) };
    expect(await prisma.delivery.count({ where: { ...where, subjectId } })).toBe(3);
  });
});

describe("a weekly survey", () => {
  const weekly = { cadence: { kind: "weekly" as const }, reminders: 0 };

  test("asks everybody once in thirteen weeks, and in the same week of the next cycle", async () => {
    const { boss, survey, run, invited, service, clock } = await company(40);
    const { id } = await survey("Pulse", weekly);
    await launchSurvey(boss, { name: "Pulse" });
    const answeredFor = async () => {
      // One answer keeps it from pausing.
      const [latest] = (await invited("Pulse")).slice(-1);
      await prisma.invitation.updateMany({
        where: { organizationId: service.organizationId },
        data: { sentAt: clock.now },
      });
      return latest;
    };
    for (let week = 0; week < 26; week += 1) {
      await run();
      const latest = await answeredFor();
      if (latest && week % 3 === 0) {
        await prisma.response.createMany({
          skipDuplicates: true,
          data: [
            {
              id: randomUUID(),
              organizationId: service.organizationId,
              surveyId: id,
              waveId: latest.waveId,
              invitationId: latest.id,
              score: 9,
              instrumentVersion: "nps-1",
              answeredAt: clock.now,
            },
          ],
        });
      }
      clock.move(7 * DAY);
    }
    const rows = await invited("Pulse");
    const weeksOf = new Map<string, number[]>();
    for (const { contactId, wave } of rows) {
      weeksOf.set(contactId ?? "", [...(weeksOf.get(contactId ?? "") ?? []), wave.number]);
    }
    expect(weeksOf.size).toBe(40);
    for (const weeks of weeksOf.values()) {
      expect(weeks).toHaveLength(2);
      expect((weeks[1] ?? 0) - (weeks[0] ?? 0)).toBe(13);
    }
    const frame = await service.store.surveys.cycleFrame(id);
    expect(frame).toMatchObject({ weeks: 13, startsOn: "2026-03-02" });
    expect(frame?.strata.map(({ contacts, weekly: quota }) => [contacts, quota])).toEqual([
      [20, 2],
      [20, 2],
    ]);
  });

  test("gives newcomers a week once they have been there for thirty days", async () => {
    const { boss, survey, run, service, clock, where } = await company(5);
    const { id } = await survey("Pulse", weekly);
    await launchSurvey(boss, { name: "Pulse" });
    await run();
    const { id: customerId } = await prisma.customer.findFirstOrThrow({ where });
    const contact = { id: randomUUID(), customerId, email: "new@c0.example" };
    await service.store.customers.addContact(contact);
    await prisma.contact.update({ where: { id: contact.id }, data: { createdAt: clock.now } });
    const seats = () => prisma.cycleSeat.count({ where: { surveyId: id } });
    for (const [days, count] of [
      [7, 5],
      [28, 6],
    ] as const) {
      clock.move(days * DAY);
      await run();
      expect(await seats()).toBe(count);
    }
  });

  test("that nobody answers for four waves pauses itself, says so, and goes on when it is told to", async () => {
    const { boss, survey, run, invited, service, clock, where } = await company(26);
    const { id } = await survey("Silent", weekly);
    await launchSurvey(boss, { name: "Silent" });
    for (let week = 0; week < 6; week += 1) {
      await run();
      await prisma.invitation.updateMany({ where, data: { sentAt: clock.now } });
      clock.move(7 * DAY);
    }
    expect(await prisma.survey.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: "paused" });
    expect(new Set((await invited("Silent")).map(({ wave }) => wave.number))).toEqual(new Set([1, 2, 3, 4]));
    expect(await service.store.surveys.pausedSince(new Date(0), clock.now)).toEqual(["Silent"]);
    const [{ id: waveId } = { id: "" }] = await prisma.wave.findMany({ where: { surveyId: id, number: 4 } });
    const answer = {
      id: randomUUID(),
      surveyId: id,
      waveId,
      score: 9,
      instrumentVersion: "nps-1",
      answeredAt: clock.now,
    };
    await prisma.response.create({ data: { ...answer, organizationId: service.organizationId } });
    await resumeSurvey(boss, { name: "Silent" });
    await run();
    expect((await invited("Silent")).some(({ wave }) => wave.number === 5)).toBe(true);
  });
});

describe("what follows from something", () => {
  test("a reminder goes to those who have not answered, once, with the same invitation", async () => {
    const { boss, survey, run, invited, service, clock, where, directory } = await company(3);
    await survey("Pulse");
    await sendNow(boss, { name: "Pulse" });
    await run();
    await prisma.invitation.updateMany({ where, data: { sentAt: clock.now } });
    const [first, second, third] = await invited("Pulse");
    await prisma.response.create({
      data: {
        id: randomUUID(),
        organizationId: service.organizationId,
        surveyId: (await prisma.survey.findFirstOrThrow({ where })).id,
        invitationId: first?.id ?? "",
        score: 9,
        instrumentVersion: "nps-1",
        answeredAt: clock.now,
      },
    });
    await prisma.invitation.update({ where: { id: second?.id ?? "" }, data: { bouncedAt: clock.now } });
    const due = async (at: Date) =>
      (await directory.dueWaves(at)).filter((one) => one.organizationId === service.organizationId);
    expect(await due(clock.now)).toEqual([]);
    // Monday's invitation is followed by Thursday's reminder.
    clock.move(3 * DAY);
    expect(await due(clock.now)).toEqual([{ organizationId: service.organizationId, waveId: first?.waveId }]);
    expect(await remindWave(service, { waveId: first?.waveId ?? "" })).toBe(1);
    expect(await remindWave(service, { waveId: first?.waveId ?? "" })).toBe(0);
    const reminders = await prisma.delivery.findMany({ where: { ...where, message: "reminder" } });
    expect(reminders.map(({ refs }) => refs)).toEqual([{ invitationId: third?.id }]);
    expect(await due(new Date("2030-01-01"))).toEqual([]);
  });

  test("while a pulse is paused nobody is reminded, and afterwards everybody is who should have been", async () => {
    const { boss, survey, run, invited, service, clock, where } = await company(2);
    await survey("Pulse");
    await sendNow(boss, { name: "Pulse" });
    await run();
    await prisma.invitation.updateMany({ where, data: { sentAt: clock.now } });
    const [first] = await invited("Pulse");
    await pauseSurvey(boss, { name: "Pulse" });
    clock.move(3 * DAY);
    expect(await remindWave(service, { waveId: first?.waveId ?? "" })).toBe(0);
    await resumeSurvey(boss, { name: "Pulse" });
    expect(await remindWave(service, { waveId: first?.waveId ?? "" })).toBe(2);
  });

  test("a programme asks, sixty days after one survey, the same people another, as far as the rules let", async () => {
    const { boss, survey, run, invited, skipped, service, clock, where } = await company(4);
    const first = await survey("NPS");
    await survey("CES", { cadence: { kind: "after", surveyId: first.id, days: 60 } }, "ces");
    await launchSurvey(boss, { name: "CES" });
    await sendNow(boss, { name: "NPS" });
    await run();
    const key = addressKey(secret, "p0@c3.example");
    await service.store.suppressions.add({ addressKey: key, reason: "opted_out", until: null });
    await addCustomer(boss, commands.customerAdd.parse({ name: "Late", email: "late@late.example" }));
    clock.move(58 * DAY);
    await run();
    expect(await invited("CES")).toEqual([]);
    clock.move(2 * DAY);
    await run();
    expect((await invited("CES")).map(({ contact }) => contact?.email).sort()).toEqual([
      "p0@c0.example",
      "p0@c1.example",
      "p0@c2.example",
    ]);
    expect(await skipped("CES")).toEqual(["opted_out"]);
    expect(await prisma.wave.count({ where: { ...where, survey: { name: "CES" } } })).toBe(1);
  });

  test("an interaction of a kind triggers its survey hours later, for its contact, once within the rules", async () => {
    const { boss, survey, invited, skipped, service, clock, where } = await company(2, 2);
    await survey(
      "After support",
      { cadence: { kind: "interaction", interaction: "support", hours: 24 } },
      "ces",
    );
    await launchSurvey(boss, { name: "After support" });
    const log = (kind: string) =>
      logInteraction(boss, commands.interactionAdd.parse({ customer: "C0", kind, email: "p1@c0.example" }));
    expect((await log("call")).surveys).toEqual([]);
    expect((await log("support")).surveys).toEqual([
      { name: "After support", at: new Date(clock.now.getTime() + DAY) },
    ]);
    const [task] = await prisma.outboxTask.findMany({ where: { ...where, name: "triggerSurvey" } });
    expect(task?.dueAt).toEqual(new Date(clock.now.getTime() + DAY));
    clock.move(DAY);
    const trigger = task?.payload as { surveyId: string; interactionId: string };
    await triggerSurvey(service, trigger);
    expect((await invited("After support")).map(({ contact, dueAt }) => [contact?.email, dueAt])).toEqual([
      ["p1@c0.example", clock.now],
    ]);
    await triggerSurvey(service, trigger);
    expect(await invited("After support")).toHaveLength(1);
    clock.move(8 * DAY);
    await triggerSurvey(service, trigger);
    expect(await invited("After support")).toHaveLength(1);
    expect(await skipped("After support")).toContain("asked_recently");
  });
});

describe("the method record", () => {
  test("each change is a version, and a wave keeps the one it used", async () => {
    const { boss, survey, run, service, clock } = await company(2);
    const { id, version } = await survey("Pulse", { purpose: "Learn" });
    expect(version).toBe(2);
    await sendNow(boss, { name: "Pulse" });
    await run();
    clock.move(DAY);
    const changed = await changeSurvey(boss, { name: "Pulse", change: { trust: true } });
    expect(changed.version).toBe(3);
    expect((await changeSurvey(boss, { name: "Pulse", change: { trust: true } })).version).toBe(3);
    const versions = await service.store.surveys.versions(id);
    expect(
      versions.map(({ number, method, approvedBy }) => [number, method.trust, approvedBy !== null]),
    ).toEqual([
      [1, false, false],
      [2, false, true],
      [3, true, true],
    ]);
    expect((await service.store.surveys.waves(id)).map((wave) => wave.version)).toEqual([2]);
  });

  test("what a method leaves out is the house's, for each instrument its own", async () => {
    const { survey, service } = await company(1);
    const { id } = await survey("Pulse");
    await prisma.surveyVersion.updateMany({
      where: { surveyId: id },
      data: { method: { instrumentVersion: "nps-1", subject: "us" } },
    });
    expect((await service.store.surveys.byId(id))?.method.rules).toEqual(defaultRules.nps);
    expect((await service.store.surveys.method(id, 1))?.rules).toEqual(defaultRules.nps);
  });

  test("of two who change the same version one wins, and the other is told", async () => {
    const { survey, service, clock } = await company(1);
    const { id, version, method } = await survey("Pulse");
    const change = (purpose: string) =>
      service.store.surveys.addVersion(id, version, { ...method, purpose }, { at: clock.now });
    expect((await Promise.all([change("A"), change("B")])).sort()).toEqual(["changed", "changed_meanwhile"]);
    expect(await service.store.surveys.versions(id)).toHaveLength(version + 1);
  });
});
