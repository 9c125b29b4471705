import type { Erased } from "../../domain/privacy/store.js";
import type { TenantClient } from "../tenant.js";
import { forgetInPosts, forgetInvitations, withdraw } from "./forgetting.js";

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
  await forgetInPosts(db, organizationId, contact.email);
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
