import { pino } from "pino";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { deliveryLedger } from "../../src/db/ledger.js";
import { Refused } from "../../src/domain/deliveries/outcomes.js";
import { addressKey } from "../../src/domain/suppression/address-key.js";
import type { SuppressionReason } from "../../src/domain/suppression/store.js";
import { createBreakers } from "../../src/jobs/breakers.js";
import { deliver } from "../../src/jobs/deliver.js";
import { secret, testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";
import { mailedContact } from "../support/mailed.js";

const { database } = await testDatabase();
const { prisma } = database;
const { organizationId, service, clock, directory } = await testOrganization(database);
const { suppressions } = service.store;
const mail = vi.fn();
let ada: Awaited<ReturnType<typeof mailedContact>>;
let sent: Awaited<ReturnType<typeof ada.mail>>;
beforeEach(async () => {
  mail.mockReset().mockResolvedValue({});
  ada = await mailedContact(database, organizationId);
  sent = await ada.mail("pending");
});

const run = () =>
  deliver(
    {
      contextFor: () => service,
      directory,
      ledger: deliveryLedger(database.marks),
      senders: { mail },
      breakers: createBreakers(),
      now: () => clock.now,
      log: pino({ level: "silent" }),
    },
    { organizationId, deliveryId: sent.deliveryId },
    { taskId: sent.taskId, lastAttempt: false },
  );
const rows = async () => ({
  delivery: await prisma.delivery.findUniqueOrThrow({ where: { id: sent.deliveryId } }),
  invitation: await prisma.invitation.findUniqueOrThrow({ where: { id: sent.invitationId } }),
  skips: await prisma.skip.findMany({ where: { waveId: sent.waveId } }),
  tasks: await prisma.outboxTask.count({ where: { id: sent.taskId } }),
});

async function expectWithdrawn(reason: string) {
  expect(await run()).toBe(true);
  expect(mail).not.toHaveBeenCalled();
  const { delivery, invitation, skips, tasks } = await rows();
  expect(delivery).toMatchObject({ status: "withdrawn", reason, sentAt: null, failedAt: null });
  expect(invitation).toMatchObject({ withdrawnAt: clock.now, sentAt: null, bouncedAt: null });
  expect(skips).toMatchObject([{ contactId: ada.contactId, reason }]);
  expect(tasks).toBe(0);
}

describe("a mail that was promised", () => {
  test.each<[SuppressionReason, string]>([
    ["opted_out", "opted_out"],
    ["hard_bounce", "bounced"],
    ["soft_bounce", "mail_paused"],
  ])("to somebody who is suppressed by then (%s) is withdrawn as %s", async (reason, skipped) => {
    const key = addressKey(secret, ada.email.toUpperCase());
    await suppressions.add({ addressKey: key, reason, until: null });
    await expectWithdrawn(skipped);
  });

  test("to somebody who was erased is withdrawn", async () => {
    await prisma.invitation.update({ where: { id: sent.invitationId }, data: { contactId: null } });
    await prisma.contact.delete({ where: { id: ada.contactId } });
    await expectWithdrawn("erased");
  });

  test("to somebody who answered elsewhere is withdrawn", async () => {
    await prisma.response.create({
      data: {
        ...{
          id: crypto.randomUUID(),
          organizationId,
          surveyId: ada.surveyId,
          invitationId: sent.invitationId,
        },
        ...{ customerId: ada.customerId, score: 9, instrumentVersion: "nps-1", answeredAt: clock.now },
      },
    });
    await expectWithdrawn("answered");
  });

  test("of a survey that was closed is withdrawn", async () => {
    await prisma.survey.update({ where: { id: ada.surveyId }, data: { status: "closed" } });
    await expectWithdrawn("closed");
  });

  test("goes out once a pause is over, and says how to get no more of them", async () => {
    const until = new Date(clock.now.getTime() - 1);
    await suppressions.add({ addressKey: addressKey(secret, ada.email), reason: "soft_bounce", until });
    expect(await run()).toBe(true);
    expect(mail).toHaveBeenCalledTimes(1);
    expect(mail.mock.calls[0]?.[0].foot).toMatchObject({
      unsubscribeLink: expect.stringMatching(/^https:\/\/enfoque\.test\/u\/[\w-]{43}$/),
      privacyLink: expect.stringMatching(/^https:\/\/enfoque\.test\/privacy\/./),
    });
    expect((await rows()).delivery.status).toBe("sent");
  });
});

test("a mail server's refusal of the address suppresses it as a bounce would", async () => {
  mail.mockRejectedValue(new Refused("address_refused", "550 5.1.1"));
  expect(await run()).toBe(false);
  expect(await suppressions.of(addressKey(secret, ada.email), clock.now)).toBe("hard_bounce");
  const { delivery, invitation } = await rows();
  expect([delivery.status, invitation.bouncedAt]).toEqual(["failed", clock.now]);
});

test("a refusal of the message suppresses nobody", async () => {
  mail.mockRejectedValue(new Refused("message_refused", "554 5.7.1"));
  await run();
  expect(await suppressions.of(addressKey(secret, ada.email), clock.now)).toBeUndefined();
});

test("what was withdrawn is not taken up again", async () => {
  await suppressions.add({ addressKey: addressKey(secret, ada.email), reason: "opted_out", until: null });
  await run();
  await suppressions.lift(addressKey(secret, ada.email), "opted_out");
  expect(await run()).toBe(false);
  expect(mail).not.toHaveBeenCalled();
});
