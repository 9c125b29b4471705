import type { Erased } from "../../domain/privacy/store.js";
import type { TenantClient } from "../tenant.js";

type Voices = { needId: string; words: string }[];

const none = { invitations: 0, replies: 0, intakes: 0, interactions: 0, deliveries: 0, mails: 0 };

/** Leaves of answers their score, segment and day; what quotes them loses its words. */
async function emptyResponses(
  db: TenantClient,
  organizationId: string,
  ids: string[],
  now: Date,
): Promise<Voices> {
  const voices = await db.$queryRaw<Voices>`
    WITH before AS (
      SELECT id, "needId", words FROM "Voice"
      WHERE "organizationId" = ${organizationId}::uuid AND "responseId" = ANY(${ids}::uuid[]) FOR UPDATE
    ), emptied AS (
      UPDATE "Voice" v SET words = '', "responseId" = NULL FROM before
      WHERE v."organizationId" = ${organizationId}::uuid AND v.id = before.id
    )
    SELECT "needId", words FROM before`;
  // The day stays the organization's day, so that the answer counts in the same period as before.
  await db.$executeRaw`
    UPDATE "Response" r SET comment = NULL, answers = NULL, trust = NULL, "mayContact" = false, "mayQuote" = false,
      "customerId" = NULL, "receiptHash" = NULL, locale = NULL, "editedAt" = NULL, "commentedAt" = NULL,
      "answeredAt" = date_trunc('day', r."answeredAt", o.zone), "erasedAt" = ${now}
    FROM "Organization" o
    WHERE r."organizationId" = ${organizationId}::uuid AND o.id = r."organizationId" AND r.id = ANY(${ids}::uuid[])`;
  return voices;
}

/** Unties answers from their invitations, which keep only that, and on which day, they were answered. */
export async function emptyAndUntie(
  db: TenantClient,
  organizationId: string,
  ids: string[],
  now: Date,
): Promise<Voices> {
  await db.$executeRaw`
    UPDATE "Invitation" i SET "answeredOn" = to_char(r."answeredAt" AT TIME ZONE o.zone, 'YYYY-MM-DD')
    FROM "Response" r JOIN "Organization" o ON o.id = r."organizationId"
    WHERE i."organizationId" = ${organizationId}::uuid AND r."organizationId" = i."organizationId"
      AND r."invitationId" = i.id AND r.id = ANY(${ids}::uuid[])`;
  const voices = await emptyResponses(db, organizationId, ids, now);
  await db.response.updateMany({ where: { id: { in: ids } }, data: { invitationId: null } });
  return voices;
}

export async function eraseResponse(
  db: TenantClient,
  organizationId: string,
  id: string,
  now: Date,
): Promise<Erased | undefined> {
  const [found] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Response" WHERE "organizationId" = ${organizationId}::uuid AND id = ${id}::uuid AND "erasedAt" IS NULL FOR UPDATE`;
  if (!found) return undefined;
  const voices = await emptyAndUntie(db, organizationId, [id], now);
  return { counts: { ...none, responses: 1, voices: voices.length }, voices, subjects: [id] };
}

export async function eraseContact(
  db: TenantClient,
  organizationId: string,
  contactId: string,
  now: Date,
): Promise<Erased | undefined> {
  const [contact] = await db.$queryRaw<{ email: string }[]>`
    SELECT email FROM "Contact" WHERE "organizationId" = ${organizationId}::uuid AND id = ${contactId}::uuid FOR UPDATE`;
  if (!contact) return undefined;
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const select = { id: true } as const;
  const invitations = idsOf(await db.invitation.findMany({ where: { contactId }, select }));
  const responses = idsOf(
    await db.response.findMany({ where: { invitationId: { in: invitations }, erasedAt: null }, select }),
  );
  const theirs = { OR: [{ contactId }, { email: contact.email }] };
  const intakes = await db.intake.findMany({
    where: theirs,
    select: { id: true, needId: true, words: true },
  });
  const written = { OR: [{ contactId }, { invitationId: { in: invitations } }] };
  const replies = await db.inboundMail.findMany({
    where: written,
    select: { id: true, needId: true, text: true },
  });

  const voices = await emptyResponses(db, organizationId, responses, now);
  for (const { needId, words } of [
    ...intakes,
    ...replies.map(({ text, ...reply }) => ({ ...reply, words: text ?? "" })),
  ]) {
    if (!needId || !words) continue;
    const { count } = await db.voice.updateMany({ where: { needId, words }, data: { words: "" } });
    if (count > 0) voices.push({ needId, words });
  }
  await db.intake.updateMany({
    where: theirs,
    data: { words: "", name: null, email: null, company: null, contactId: null, customerId: null },
  });
  await db.inboundMail.updateMany({
    where: written,
    data: { text: null, contactId: null, customerId: null },
  });
  const interactions = await db.interaction.updateMany({
    where: { contactId },
    data: { contactId: null, note: null },
  });
  const deliveries = await withdraw(db, organizationId, contactId, {
    invitations,
    intakes: idsOf(intakes),
  });
  await forgetInvitations(db, organizationId, contactId, now);
  const mails = await db.mailboxMail.deleteMany({ where: { recipient: contact.email } });
  await db.dataLink.deleteMany({ where: { contactId } });
  await db.contact.delete({ where: { id: contactId } });
  return {
    counts: {
      responses: responses.length,
      invitations: invitations.length,
      voices: voices.length,
      replies: replies.length,
      intakes: intakes.length,
      interactions: interactions.count,
      deliveries,
      mails: mails.count,
    },
    voices,
    subjects: [...responses, ...idsOf(intakes), ...idsOf(replies)],
  };
}

/** What has not gone out to them yet never does; what has, names them no more. Returns how many were held back. */
async function withdraw(
  db: TenantClient,
  organizationId: string,
  contactId: string,
  { invitations, intakes }: { invitations: string[]; intakes: string[] },
): Promise<number> {
  const touched = await db.$queryRaw<{ held: boolean }[]>`
    UPDATE "Delivery" d SET "contactId" = NULL, reason = NULL, "failedAt" = NULL,
      status = CASE WHEN d.status IN ('pending', 'failed') THEN 'withdrawn'::"DeliveryStatus" ELSE d.status END
    FROM "Delivery" before
    WHERE d."organizationId" = ${organizationId}::uuid AND before."organizationId" = d."organizationId" AND before.id = d.id
      AND d.status <> 'sending' AND (d."contactId" = ${contactId}::uuid OR d."subjectId" = ANY(${invitations}::uuid[])
        OR (d.transport = 'mail' AND (d.refs->>'intakeId')::uuid = ANY(${intakes}::uuid[])))
    RETURNING before.status IN ('pending', 'failed') AS held`;
  return touched.filter(({ held }) => held).length;
}

/** Invitations go on counting, as nobody's, behind links that no longer open. */
async function forgetInvitations(
  db: TenantClient,
  organizationId: string,
  contactId: string,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "Invitation" SET "contactId" = NULL, "customerId" = NULL, "remindAt" = NULL,
      "withdrawnAt" = CASE WHEN "sentAt" IS NULL THEN coalesce("withdrawnAt", ${now}) ELSE "withdrawnAt" END,
      "tokenHash" = decode(repeat('00', 16) || replace(gen_random_uuid()::text, '-', ''), 'hex')
    WHERE "organizationId" = ${organizationId}::uuid AND "contactId" = ${contactId}::uuid`;
  // Near the smallest id there is: a wave that is being planned goes on after the largest.
  await db.$executeRaw`
    UPDATE "Skip" SET "contactId" = overlay(gen_random_uuid()::text placing '00000000' from 1 for 8)::uuid
    WHERE "organizationId" = ${organizationId}::uuid AND "contactId" = ${contactId}::uuid`;
}
