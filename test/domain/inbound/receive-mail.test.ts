import { beforeEach, describe, expect, test } from "vitest";
import { receiveMail } from "../../../src/domain/inbound/receive-mail.js";
import { captureFromReply } from "../../../src/domain/needs/capture-from-reply.js";
import { addressKey } from "../../../src/domain/suppression/address-key.js";
import { tokenFor } from "../../../src/domain/tokens.js";
import { readMail } from "../../../src/mail/inbound/read.js";
import {
  absences,
  answer,
  exchangeBounce,
  gmailBounce,
  postfixBounce,
  sesBounce,
} from "../../mail/inbound/mails.js";
import { secret, testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { mailedContact } from "../../support/mailed.js";

const { database } = await testDatabase();
const { prisma } = database;
// What has been seen is forgotten by the database's own clock, so that this one starts there.
const clock = {
  now: new Date(),
  move(ms: number) {
    clock.now = new Date(clock.now.getTime() + ms);
  },
};
const organization = await testOrganization(database, { clock });
const { as, service, organizationId, directory } = organization;
const [admin, manager, owner] = [
  await organization.member("admin"),
  await organization.member("manager"),
  await organization.member("member"),
];
const receive = async (raw: Buffer) =>
  receiveMail({ directory, contextOf: () => service }, await readMail(raw));
const told = async (message: string) =>
  (await prisma.delivery.findMany({ where: { organizationId, message } })).map(({ memberId }) => memberId);
const audited = async (subjectId: string) =>
  (await prisma.audit.findMany({ where: { organizationId, subjectId }, orderBy: { id: "asc" } })).map(
    ({ action, after }) => ({ action, after }),
  );

let ada: Awaited<ReturnType<typeof mailedContact>>;
let sent: Awaited<ReturnType<typeof ada.mail>>;
const suppressed = () => service.store.suppressions.of(addressKey(secret, ada.email), clock.now);
const bouncedAt = async () =>
  (await prisma.invitation.findUniqueOrThrow({ where: { id: sent.invitationId } })).bouncedAt;
beforeEach(async () => {
  ada = await mailedContact(database, organizationId, { ownerId: owner.memberId });
  sent = await ada.mail();
  await prisma.delivery.deleteMany({
    where: { organizationId, message: { in: ["customerReplied", "mailAlert"] } },
  });
});

describe("a bounce", () => {
  test.each([
    ["Postfix", postfixBounce],
    ["Exchange", exchangeBounce],
    ["Gmail", gmailBounce],
    ["Amazon SES", sesBounce],
  ])("of %s for a dead address suppresses it at once and marks the invitation", async (_name, bounce) => {
    expect(await receive(bounce(sent))).toBe("bounced");
    expect(await suppressed()).toBe("hard_bounce");
    expect(await bouncedAt()).toEqual(clock.now);
    expect(await audited(sent.invitationId)).toMatchObject([{ action: "contact.bounced" }]);
    expect(await audited(ada.contactId)).toEqual([
      { action: "contact.suppressed", after: { reason: "hard_bounce" } },
    ]);
  });

  test("for another lasting reason marks the invitation only", async () => {
    expect(await receive(postfixBounce(sent, "5.4.4"))).toBe("bounced");
    expect(await bouncedAt()).toEqual(clock.now);
    expect(await suppressed()).toBeUndefined();
  });

  test("that is passing counts; the third in a row pauses the address for 90 days", async () => {
    for (const [number, kind] of [
      [1, "delayed"],
      [2, "failed"],
      [3, "failed"],
    ] as const) {
      expect(await suppressed()).toBeUndefined();
      const mail = number === 1 ? sent : await ada.mail("sent", number);
      expect(await receive(postfixBounce(mail, "4.4.1", kind))).toBe("soft_bounced");
      clock.move(60_000);
    }
    expect(await bouncedAt()).toBeNull();
    expect(await suppressed()).toBe("soft_bounce");
    const later = new Date(clock.now.getTime() + 91 * 86_400_000);
    expect(await service.store.suppressions.of(addressKey(secret, ada.email), later)).toBeUndefined();
    expect(await prisma.contact.findUnique({ where: { id: ada.contactId } })).toMatchObject({
      softBounces: 0,
    });
  });

  test("that is passing counts once for each mail, however often its server says so", async () => {
    for (let n = 0; n < 4; n += 1) {
      await receive(postfixBounce(sent, "4.4.1", "delayed"));
      clock.move(60_000);
    }
    expect(await suppressed()).toBeUndefined();
    expect(await prisma.contact.findUnique({ where: { id: ada.contactId } })).toMatchObject({
      softBounces: 1,
    });
  });

  test.each(["an answer", "a reply"])("that is passing is counted anew after %s", async (what) => {
    const soft = async (number: number) => {
      await receive(postfixBounce(await ada.mail("sent", number), "4.2.0"));
      clock.move(60_000);
    };
    await soft(2);
    await soft(3);
    if (what === "a reply") await receive(answer({ ...sent, text: ["Here I am."] }));
    else
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
    clock.move(60_000);
    await soft(4);
    await soft(5);
    expect(await suppressed()).toBeUndefined();
    await soft(6);
    expect(await suppressed()).toBe("soft_bounce");
  });

  test("because they do not want us blames no address and alerts every admin, once a day", async () => {
    expect(await receive(postfixBounce(sent, "5.7.1"))).toBe("blocked");
    expect(await receive(postfixBounce(await ada.mail("sent", 2), "5.7.26"))).toBe("blocked");
    expect(await suppressed()).toBeUndefined();
    expect(await told("mailAlert")).toEqual([admin.memberId]);
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS n FROM "InboundMail" WHERE kind = 'blocked'`,
    );
    expect(rows[0]).toEqual({ n: 2 });
  });

  test("of a contact who was erased changes nothing more", async () => {
    await prisma.invitation.updateMany({ where: { id: sent.invitationId }, data: { contactId: null } });
    await prisma.contact.delete({ where: { id: ada.contactId } });
    expect(await receive(postfixBounce(sent))).toBe("bounced");
    expect(await suppressed()).toBeUndefined();
  });

  test("of nothing that we sent is not ours", async () => {
    const about = `${crypto.randomUUID()}@nautica.example`;
    expect(await receive(postfixBounce({ about }))).toBe("unmatched");
    expect(await receive(postfixBounce({ about: "0100018f@email.amazonses.com" }))).toBe("unmatched");
  });

  test("can do nothing to another organization's contact of the same address", async () => {
    const other = await testOrganization(database);
    const theirs = await mailedContact(database, other.organizationId);
    await prisma.contact.update({ where: { id: theirs.contactId }, data: { email: ada.email } });
    await receive(postfixBounce(sent));
    const key = addressKey(secret, ada.email);
    expect(await other.service.store.suppressions.of(key, clock.now)).toBeUndefined();
    expect(await other.service.store.inbound.sentMail(sent.deliveryId)).toBeUndefined();
  });
});

describe("an automatic reply", () => {
  test.each(absences("x").map(([name], index) => [name, index] as const))(
    "of %s is counted, kept without its text and told to nobody",
    async (_name, index) => {
      const raw = absences(sent.about)[index]?.[1] ?? Buffer.alloc(0);
      expect(await receive(raw)).toBe("auto_reply");
      const [row] = await prisma.inboundMail.findMany({ where: { deliveryId: sent.deliveryId } });
      expect(row).toMatchObject({ kind: "auto_reply", text: null });
      expect(await told("customerReplied")).toEqual([]);
      expect([await suppressed(), await bouncedAt()]).toEqual([undefined, null]);
    },
  );
});

describe("a person's reply", () => {
  const english = () =>
    answer({ ...sent, text: ["It is too slow.", "", "On Mon, 2 Mar 2026, Náutica wrote:", "> How likely?"] });
  const spanish = () =>
    answer({
      ...sent,
      text: ["Va demasiado lento.", "", "El lun, 2 mar 2026, Náutica escribió:", "> ¿Qué?"],
    });

  test.each([
    ["English", english, "It is too slow."],
    ["Spanish", spanish, "Va demasiado lento."],
  ])("in %s is kept as the customer's words and told to their owner", async (_name, raw, text) => {
    expect(await receive(raw())).toBe("reply");
    const [row] = await prisma.inboundMail.findMany({ where: { deliveryId: sent.deliveryId } });
    expect(row).toMatchObject({ kind: "reply", text, contactId: ada.contactId, customerId: ada.customerId });
    expect(await told("customerReplied")).toEqual([owner.memberId]);
  });

  test("is told to whoever made the survey where the customer has no owner, else to the managers", async () => {
    const unowned = await mailedContact(database, organizationId, { createdById: admin.memberId });
    await receive(answer({ ...(await unowned.mail()), text: ["One"] }));
    expect(await told("customerReplied")).toEqual([admin.memberId]);
    const nobodys = await mailedContact(database, organizationId);
    await receive(answer({ ...(await nobodys.mail()), text: ["Two"] }));
    expect(await told("customerReplied")).toEqual([admin.memberId, manager.memberId]);
  });

  test("that comes twice is one", async () => {
    const raw = english();
    const outcomes = await Promise.all([receive(raw), receive(raw), receive(raw)]);
    expect(outcomes.sort()).toEqual(["duplicate", "duplicate", "reply"]);
    expect(await told("customerReplied")).toEqual([owner.memberId]);
  });

  test("becomes a need of that customer, once, and the card says which", async () => {
    await receive(english());
    const row = await prisma.inboundMail.findFirstOrThrow({ where: { deliveryId: sent.deliveryId } });
    const capture = () => captureFromReply(as(owner), { inboundId: row.id, kind: "complaint" });
    const [first, ...others] = await Promise.allSettled([capture(), capture(), capture()]);
    const done = [first, ...others].filter((one) => one?.status === "fulfilled");
    expect(done).toHaveLength(1);
    await expect(capture()).rejects.toMatchObject({ code: "response_recorded" });
    const reply = await service.store.inbound.reply(row.id);
    const need = await service.store.needs.byNumber(reply?.recorded ?? 0);
    expect(need).toMatchObject({ kind: "complaint", summary: "It is too slow." });
    expect(await prisma.delivery.findFirst({ where: { subjectId: row.id } })).toMatchObject({ revision: 2 });
    await expect(
      captureFromReply(as(owner), { inboundId: crypto.randomUUID(), kind: "need" }),
    ).rejects.toMatchObject({ code: "response_not_found" });
  });
});

describe("a mail to unsubscribe", () => {
  const objection = (subject: string) => answer({ about: "nothing@elsewhere.example", subject, text: [""] });

  test("is an objection, whoever sends it", async () => {
    const { token, hash } = tokenFor(secret, "unsubscribe", ada.contactId);
    const key = addressKey(secret, ada.email);
    await service.store.suppressions.addUnsubscribeLinks([{ tokenHash: hash, addressKey: key }]);
    expect(await receive(objection(`unsubscribe ${token.slice(0, -1)}A`))).toBe("unmatched");
    expect(await receive(objection(`unsubscribe ${tokenFor(secret, "answer", ada.contactId).token}`))).toBe(
      "unmatched",
    );
    const raw = objection(`unsubscribe ${token}`);
    expect(await receive(raw)).toBe("unsubscribed");
    expect(await receive(raw)).toBe("duplicate");
    expect(await suppressed()).toBe("opted_out");
  });
});
