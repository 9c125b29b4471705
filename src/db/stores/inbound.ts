import type { InboundStore, ReplyRow, SentMail } from "../../domain/inbound/store.js";
import type { TenantClient } from "../tenant.js";

export function inboundStore(db: TenantClient, organizationId: string): InboundStore {
  return {
    async sentMail(deliveryId) {
      const [sent] = await db.$queryRaw<SentMail[]>`
        SELECT i.id AS "invitationId", k.id AS "contactId", k.email, coalesce(k."customerId", i."customerId") AS "customerId",
          coalesce(c."ownerId", s."createdById") AS "tellId"
        FROM "Delivery" d
        LEFT JOIN "Contact" k ON k."organizationId" = d."organizationId" AND k.id = d."contactId"
        LEFT JOIN "Invitation" i ON i."organizationId" = d."organizationId" AND i.id = d."subjectId"
        LEFT JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
        LEFT JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
        LEFT JOIN "Customer" c ON c."organizationId" = d."organizationId" AND c.id = coalesce(k."customerId", i."customerId")
        WHERE d."organizationId" = ${organizationId}::uuid AND d.id = ${deliveryId}::uuid AND d.transport = 'mail'`;
      return sent;
    },
    async add({ deliveryId, invitationId, contactId, customerId, status, text, ...mail }) {
      const row = {
        ...mail,
        organizationId,
        deliveryId: deliveryId ?? null,
        invitationId: invitationId ?? null,
        contactId: contactId ?? null,
        customerId: customerId ?? null,
        status: status ?? null,
        text: text ?? null,
      };
      const { count } = await db.inboundMail.createMany({ data: [row], skipDuplicates: true });
      return count === 1;
    },
    async markBounced(invitationId, at) {
      await db.invitation.updateMany({
        where: { id: invitationId, bouncedAt: null },
        data: { bouncedAt: at },
      });
    },
    async countSoftBounce(contactId, inboundId) {
      const [counted] = await db.$queryRaw<{ softBounces: number }[]>`
        WITH this AS (
          SELECT * FROM "InboundMail" WHERE "organizationId" = ${organizationId}::uuid AND id = ${inboundId}::uuid
        ), before AS (
          SELECT max(b."receivedAt") AS at, bool_or(b."deliveryId" = this."deliveryId") AS same
          FROM this JOIN "InboundMail" b ON b."organizationId" = ${organizationId}::uuid
            AND b."contactId" = ${contactId}::uuid AND b.kind = 'soft_bounced' AND b.id <> this.id
        )
        UPDATE "Contact" k SET "softBounces" = CASE
          WHEN before.same THEN k."softBounces"
          WHEN EXISTS (
            SELECT 1 FROM "Invitation" i LEFT JOIN "Response" r ON r."organizationId" = i."organizationId" AND r."invitationId" = i.id
            WHERE i."organizationId" = ${organizationId}::uuid AND i."contactId" = k.id
              AND (r."answeredAt" > before.at OR i."answeredOn" > to_char(before.at, 'YYYY-MM-DD'))
          ) THEN 1
          ELSE k."softBounces" + 1 END
        FROM before WHERE k."organizationId" = ${organizationId}::uuid AND k.id = ${contactId}::uuid
        RETURNING k."softBounces"`;
      return counted?.softBounces ?? 0;
    },
    async forgetSoftBounces(contactId) {
      await db.contact.updateMany({
        where: { id: contactId, softBounces: { gt: 0 } },
        data: { softBounces: 0 },
      });
    },
    async blocked(id) {
      const [row] = await db.$queryRaw<{ status: string; count: number }[]>`
        SELECT coalesce(m.status, '') AS status, (SELECT count(*)::int FROM "InboundMail" b
          WHERE b."organizationId" = ${organizationId}::uuid AND b.kind = 'blocked'
            AND b."receivedAt" > m."receivedAt" - interval '1 day' AND b."receivedAt" <= m."receivedAt") AS count
        FROM "InboundMail" m
        WHERE m."organizationId" = ${organizationId}::uuid AND m.id = ${id}::uuid AND m.kind = 'blocked'`;
      return row;
    },
    async reply(id) {
      const [reply] = await db.$queryRaw<ReplyRow[]>`
        SELECT m.id, m.text, c.id AS "customerId", c.name AS customer, coalesce(k.name, k.email) AS contact,
          s.name AS survey, n.number AS recorded
        FROM "InboundMail" m
        JOIN "Customer" c ON c."organizationId" = m."organizationId" AND c.id = m."customerId"
        LEFT JOIN "Contact" k ON k."organizationId" = m."organizationId" AND k.id = m."contactId"
        LEFT JOIN "Invitation" i ON i."organizationId" = m."organizationId" AND i.id = m."invitationId"
        LEFT JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
        LEFT JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
        LEFT JOIN "Need" n ON n."organizationId" = m."organizationId" AND n.id = m."needId"
        WHERE m."organizationId" = ${organizationId}::uuid AND m.id = ${id}::uuid AND m.kind = 'reply' AND m.text IS NOT NULL`;
      return reply;
    },
    async recordAs(id, needId) {
      const { count } = await db.inboundMail.updateMany({ where: { id, needId: null }, data: { needId } });
      return count === 1;
    },
  };
}
