import type { ExpiredKind, PrivacyStore } from "../../domain/privacy/store.js";
import type { TenantClient } from "../tenant.js";
import { emptyAndUntie, eraseContact, eraseResponse } from "./erasing.js";
import { readPersonData } from "./person-data.js";

export function privacyStore(db: TenantClient, organizationId: string): PrivacyStore {
  return {
    personData: (contactId) => readPersonData(db, organizationId, contactId),
    async addDataLink({ tokenHash, ...link }) {
      await db.dataLink.create({ data: { ...link, organizationId, tokenHash: new Uint8Array(tokenHash) } });
    },
    async dataLink(tokenHash) {
      const link = await db.dataLink.findUnique({ where: { tokenHash: new Uint8Array(tokenHash) } });
      const contact =
        link &&
        (await db.contact.findUnique({
          where: { id: link.contactId },
          select: { name: true, email: true, locale: true },
        }));
      if (!link || !contact) return undefined;
      const { name, email, locale } = contact;
      return { contact: name, email, locale, expiresAt: link.expiresAt };
    },
    eraseContact: (contactId, now) => eraseContact(db, organizationId, contactId, now),
    eraseResponse: (responseId, now) => eraseResponse(db, organizationId, responseId, now),
    expire: (kind, before, now, limit) => expire(db, organizationId, kind, before, now, limit),
  };
}

/** Forgets up to `limit` rows of one kind; each is recognised afterwards as forgotten. */
async function expire(
  db: TenantClient,
  organizationId: string,
  kind: ExpiredKind,
  before: Date,
  now: Date,
  limit: number,
): Promise<number> {
  switch (kind) {
    case "tokens":
      // Sixteen zeros in front are no token's hash, and say that this one was replaced.
      return db.$executeRaw`
        UPDATE "Invitation" SET "tokenHash" = decode(repeat('00', 16) || replace(gen_random_uuid()::text, '-', ''), 'hex')
        WHERE "organizationId" = ${organizationId}::uuid AND id IN (
          SELECT id FROM "Invitation" WHERE "organizationId" = ${organizationId}::uuid AND "expiresAt" < ${before}
            AND substring("tokenHash" FROM 1 FOR 16) <> decode(repeat('00', 16), 'hex') LIMIT ${limit})`;
    case "deliveries":
      // A card that stands in chat is still updated where it stands, and names no customer: it stays.
      return db.$executeRaw`
        DELETE FROM "Delivery" WHERE "organizationId" = ${organizationId}::uuid AND id IN (
          SELECT id FROM "Delivery" WHERE "organizationId" = ${organizationId}::uuid
            AND status IN ('sent', 'failed', 'withdrawn') AND coalesce("sentAt", "failedAt", "createdAt") < ${before}
            AND (status <> 'sent' OR transport = 'mail' OR "contactId" IS NOT NULL OR "subjectId" IS NULL) LIMIT ${limit})`;
    case "responses":
      return expireResponses(db, organizationId, before, now, limit);
    case "intakes":
      return db.$executeRaw`
        UPDATE "Intake" SET words = '', name = NULL, email = NULL, company = NULL, "contactId" = NULL, "customerId" = NULL
        WHERE "organizationId" = ${organizationId}::uuid AND id IN (
          SELECT id FROM "Intake" WHERE "organizationId" = ${organizationId}::uuid AND "createdAt" < ${before}
            AND (words <> '' OR email IS NOT NULL) LIMIT ${limit})`;
    case "replies":
      return db.$executeRaw`
        UPDATE "InboundMail" SET text = NULL, "contactId" = NULL, "customerId" = NULL
        WHERE "organizationId" = ${organizationId}::uuid AND id IN (
          SELECT id FROM "InboundMail" WHERE "organizationId" = ${organizationId}::uuid AND "receivedAt" < ${before}
            AND (text IS NOT NULL OR "contactId" IS NOT NULL) LIMIT ${limit})`;
  }
}

/** What was imported is kept as long from its import on, so that a long history is not emptied on its first day. */
async function expireResponses(
  db: TenantClient,
  organizationId: string,
  before: Date,
  now: Date,
  limit: number,
): Promise<number> {
  const old = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM "Response" r
    WHERE r."organizationId" = ${organizationId}::uuid AND r."erasedAt" IS NULL AND r."answeredAt" < ${before}
      AND (r."importKey" IS NULL OR NOT EXISTS (
        SELECT 1 FROM "Audit" a WHERE a."organizationId" = r."organizationId" AND a."subjectId" = r."surveyId"
          AND a.action = 'survey.imported' AND a.at >= ${before}))
    ORDER BY r."answeredAt" LIMIT ${limit}`;
  const ids = old.map(({ id }) => id);
  if (ids.length === 0) return 0;
  // The needs that colleagues recorded from them stay: they are the organization's own.
  await db.voice.updateMany({ where: { responseId: { in: ids } }, data: { responseId: null } });
  await emptyAndUntie(db, organizationId, ids, now);
  return ids.length;
}
