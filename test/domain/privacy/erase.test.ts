import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { deliveryLedger } from "../../../src/db/ledger.js";
import { eraseContact } from "../../../src/domain/privacy/erase-contact.js";
import { eraseResponse } from "../../../src/domain/privacy/erase-response.js";
import { personData } from "../../../src/domain/privacy/person-data.js";
import { tokenFor } from "../../../src/domain/tokens.js";
import { secret, testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { dump } from "../../support/dump.js";
import { personWithEverything } from "../../support/person.js";

const { database } = await testDatabase();
const { prisma } = database;
let organization: Awaited<ReturnType<typeof testOrganization>>;
let person: Awaited<ReturnType<typeof personWithEverything>>;
let number = 0;
beforeEach(async () => {
  organization = await testOrganization(database, { name: `Org ${number}` });
  person = await personWithEverything(database, organization, `Qzx${number}q`);
  number += 1;
});

const visitor = () => organization.as({ kind: "visitor" });
const everything = async () => JSON.stringify(await dump(database, organization.organizationId));
const actions = async () =>
  prisma.audit.findMany({ where: { organizationId: organization.organizationId }, orderBy: { id: "desc" } });

test("an export holds something of every kind that is kept about a person", async () => {
  const data = await personData(visitor(), person.ids.contactId);
  if (!data) throw new Error("there is no such person");
  for (const [section, rows] of Object.entries(data)) {
    expect(Array.isArray(rows) ? rows.length : 1, section).toBeGreaterThan(0);
  }
  const { mark, email } = person;
  expect(data.contact).toMatchObject({ name: `${mark} Ann`, email });
  expect(data.invitations).toHaveLength(2);
  expect(data.invitations[0]?.openings).toBe(3);
  expect(data.answers).toMatchObject([
    {
      score: 3,
      trust: 4,
      comment: `${mark} comment`,
      answers: [{ question: "What else?", answer: `${mark} further answer` }],
    },
  ]);
  expect(data.needs.map(({ words }) => words).sort()).toEqual(
    [`${mark} comment`, `${mark} reply`, `${mark} told`].sort(),
  );
  expect(data.replies).toMatchObject([{ text: `${mark} reply` }]);
  expect(data.told).toMatchObject([{ words: `${mark} told` }]);
  expect(data.planned).toHaveLength(2);
});

test("every table that can name a contact is in the export and in the erasure", async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT DISTINCT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'contactId' ORDER BY 1`,
  );
  // A new table with a contact in it belongs into person-data.ts and erasing.ts, and then here.
  expect(rows.map(({ name }) => name)).toEqual([
    "CycleSeat",
    "DataLink",
    "Delivery",
    "InboundMail",
    "Intake",
    "Interaction",
    "Invitation",
    "ListedContact",
    "Skip",
  ]);
});

describe("erasing a person", () => {
  test("leaves nothing of who they are and what they said, but their scores and their objection", async () => {
    const { ids, mark, email } = person;
    const { suppressions } = organization.service.store;
    await suppressions.add({ addressKey: person.addressKey, reason: "opted_out", until: null });
    const counts = await eraseContact(visitor(), ids.contactId);
    expect(counts).toMatchObject({
      responses: 1,
      invitations: 2,
      replies: 1,
      intakes: 1,
      interactions: 1,
      mails: 1,
    });
    const left = await everything();
    expect(left).not.toContain(mark);
    expect(left).not.toContain(email);
    // Of their id, only the audit's tombstone speaks.
    const { Audit: _audit, ...rest } = await dump(database, organization.organizationId);
    expect(JSON.stringify(rest)).not.toContain(ids.contactId);
    expect(await prisma.response.findUnique({ where: { id: ids.responseId } })).toMatchObject({
      score: 3,
      segment: "retail",
      comment: null,
      answers: null,
      trust: null,
      mayContact: false,
      customerId: null,
      receiptHash: null,
      erasedAt: organization.clock.now,
      // Midnight in Madrid.
      answeredAt: new Date("2026-03-01T23:00:00Z"),
    });
    expect(await organization.directory.unsubscribeLink(person.unsubscribeHash)).toMatchObject({
      organizationId: organization.organizationId,
    });
    expect(await suppressions.of(person.addressKey, organization.clock.now)).toBe("opted_out");
  });

  test("keeps the counts of waves, behind links that no longer open", async () => {
    const { ids } = person;
    await eraseContact(visitor(), ids.contactId);
    const invitations = await prisma.invitation.findMany({
      where: { id: { in: [ids.invitationId, ids.pendingId] } },
      orderBy: { sentAt: { sort: "asc", nulls: "last" } },
    });
    expect(invitations).toMatchObject([
      { contactId: null, customerId: null, nextAt: null, withdrawnAt: null },
      { contactId: null, customerId: null, withdrawnAt: organization.clock.now },
    ]);
    const [skip] = await prisma.skip.findMany({ where: { organizationId: organization.organizationId } });
    expect(skip?.contactId).toMatch(/^00000000-/);
    const { hash } = tokenFor(secret, "answer", ids.invitationId);
    expect(await organization.directory.surveyPage(hash)).toBeUndefined();
  });

  test("stops what has not gone out yet", async () => {
    await eraseContact(visitor(), person.ids.contactId);
    const mails = await prisma.delivery.findMany({
      where: { organizationId: organization.organizationId, transport: "mail" },
    });
    expect(mails.map(({ status }) => status)).toEqual(["withdrawn", "withdrawn"]);
    const ledger = deliveryLedger(database.marks);
    for (const { id: deliveryId, organizationId } of mails) {
      const started = await ledger.start(
        { organizationId, deliveryId, taskId: randomUUID() },
        organization.clock.now,
      );
      expect(started).toBeUndefined();
    }
  });

  test("shows cards that quoted them anew, without the words", async () => {
    const { ids } = person;
    await eraseContact(visitor(), ids.contactId);
    const card = await prisma.delivery.findFirstOrThrow({ where: { subjectId: ids.intakeId } });
    expect(card.revision).toBe(2);
    const need = await organization.service.store.needs.byId(ids.needId);
    expect(need?.summary).toBe("");
    expect(need?.voices.map(({ words }) => words)).toEqual(["", "", ""]);
  });

  test("a need that others asked for, too, keeps their words", async () => {
    const { ids } = person;
    const voice = await prisma.voice.findFirstOrThrow({ where: { needId: ids.needId } });
    await prisma.voice.create({
      data: { ...voice, id: randomUUID(), responseId: null, words: "Another says so." },
    });
    await eraseContact(visitor(), ids.contactId);
    const need = await organization.service.store.needs.byId(ids.needId);
    expect(need?.summary).toBe("Another says so.");
  });

  test("leaves a tombstone of counts, and is done once", async () => {
    const { ids, mark, email } = person;
    await eraseContact(visitor(), ids.contactId);
    const [tombstone] = await actions();
    expect(tombstone).toMatchObject({ action: "contact.erased", subjectId: ids.contactId, actor: "visitor" });
    expect(JSON.stringify(tombstone?.after)).not.toMatch(new RegExp(`${mark}|${email}`));
    await expect(eraseContact(visitor(), ids.contactId)).rejects.toMatchObject({ code: "contact_not_found" });
  });

  test("is for managers; of another organization nobody is found", async () => {
    const other = await testOrganization(database, { name: `Other ${number}` });
    const colleague = organization.as(await organization.member("member"));
    await expect(eraseContact(colleague, person.ids.contactId)).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(personData(colleague, person.ids.contactId)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(eraseContact(other.as({ kind: "visitor" }), person.ids.contactId)).rejects.toMatchObject({
      code: "contact_not_found",
    });
    expect(await personData(other.as({ kind: "visitor" }), person.ids.contactId)).toBeUndefined();
    await eraseContact(organization.as(await organization.member("manager")), person.ids.contactId);
  });

  test("of two who erase at once, one does", async () => {
    const both = await Promise.allSettled([1, 2].map(() => eraseContact(visitor(), person.ids.contactId)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("erasing one answer", () => {
  test("takes its words and its person, and leaves score, segment and day", async () => {
    const { ids, mark } = person;
    await eraseResponse(visitor(), ids.responseId);
    const answer = await prisma.response.findUniqueOrThrow({ where: { id: ids.responseId } });
    expect(answer).toMatchObject({
      score: 3,
      segment: "retail",
      comment: null,
      customerId: null,
      invitationId: null,
    });
    expect(JSON.stringify(answer)).not.toContain(mark);
    // It cannot be given a second time.
    const invitation = await prisma.invitation.findUniqueOrThrow({ where: { id: ids.invitationId } });
    expect(invitation.answeredOn).toBe("2026-03-02");
    const need = await organization.service.store.needs.byId(ids.needId);
    expect(need?.voices.map(({ words }) => words)).toContain("");
    expect((await actions())[0]).toMatchObject({ action: "response.erased", subjectId: ids.responseId });
    const data = await personData(visitor(), ids.contactId);
    expect(data?.answers).toEqual([]);
    await expect(eraseResponse(visitor(), ids.responseId)).rejects.toMatchObject({
      code: "response_not_found",
    });
  });

  test("is not for every colleague", async () => {
    const colleague = organization.as(await organization.member("member"));
    await expect(eraseResponse(colleague, person.ids.responseId)).rejects.toMatchObject({
      code: "not_allowed",
    });
  });
});
