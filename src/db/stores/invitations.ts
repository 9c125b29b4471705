import type {
  AudienceMember,
  DueInvitation,
  InvitationRow,
  SurveyStore,
} from "../../domain/surveys/store.js";
import { Prisma } from "../generated/client.js";
import type { TenantClient } from "../tenant.js";
import { inAudience } from "./audience.js";

type InvitationStore = Pick<
  SurveyStore,
  | "lockPlanning"
  | "lastPlannedContact"
  | "audiencePage"
  | "addInvitations"
  | "addSkips"
  | "invitation"
  | "takeDue"
  | "takeReminders"
  | "setNextAt"
>;

const WEEK_MS = 7 * 86_400_000;

export function invitationStore(db: TenantClient, organizationId: string): InvitationStore {
  return {
    async lockPlanning() {
      await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('plan:' || id, 0)) FROM "Organization" WHERE id = ${organizationId}::uuid`;
    },
    async lastPlannedContact(waveId) {
      const [last] = await db.$queryRaw<{ contactId: string }[]>`
        SELECT x.id::text AS "contactId" FROM (
          (SELECT i."contactId" AS id FROM "Invitation" i WHERE i."organizationId" = ${organizationId}::uuid
            AND i."waveId" = ${waveId}::uuid AND i."contactId" IS NOT NULL ORDER BY i."contactId" DESC LIMIT 1)
          UNION ALL
          (SELECT s."contactId" FROM "Skip" s WHERE s."organizationId" = ${organizationId}::uuid
            AND s."waveId" = ${waveId}::uuid ORDER BY s."contactId" DESC LIMIT 1)
        ) x ORDER BY x.id DESC LIMIT 1`;
      return last?.contactId;
    },
    async audiencePage({ id, instrument, audience }, share, at, { afterId, limit }) {
      const from = share.afterWaveId
        ? Prisma.sql`AND EXISTS (SELECT 1 FROM "Invitation" p WHERE p."organizationId" = k."organizationId"
            AND p."waveId" = ${share.afterWaveId}::uuid AND p."contactId" = k.id)`
        : share.contactId
          ? Prisma.sql`AND k.id = ${share.contactId}::uuid`
          : Prisma.empty;
      // A week's seats are read by their own index; without it every contact of the organization would be looked at.
      const seats =
        share.week === undefined
          ? Prisma.empty
          : Prisma.sql`JOIN "CycleSeat" seat ON seat."organizationId" = k."organizationId" AND seat."surveyId" = ${id}::uuid
              AND seat."contactId" = k.id AND seat.week = ${share.week}`;
      return db.$queryRaw<AudienceMember[]>`
        WITH page AS (
          SELECT k.id, k."customerId", k.email, k.zone, k."memberId", c.segment, c.country, c."pausedAt"
          FROM "Contact" k
          JOIN "Customer" c ON c."organizationId" = k."organizationId" AND c.id = k."customerId" ${seats}
          WHERE k."organizationId" = ${organizationId}::uuid AND ${inAudience(organizationId, id, audience, at)}
            AND k.id > ${afterId ?? "00000000-0000-0000-0000-000000000000"}::uuid ${from}
          ORDER BY k.id LIMIT ${limit}
        )
        SELECT page.id AS "contactId", page."customerId", page.email, page.zone, page.country, page.segment, page."memberId",
          page."pausedAt" IS NOT NULL AS "accountPaused", asked."lastAsked", asked."lastAskedSame",
          account.contacts AS "accountContacts", account.asked AS "accountAskedThisWeek"
        FROM page
        -- Looked up contact by contact: a wave grows the table while the planner still takes it for empty.
        CROSS JOIN LATERAL (
          SELECT max(i."dueAt") AS "lastAsked", max(i."dueAt") FILTER (WHERE (
            SELECT s.instrument FROM "Wave" w JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
            WHERE w."organizationId" = i."organizationId" AND w.id = i."waveId") = ${instrument}::"Instrument") AS "lastAskedSame"
          FROM "Invitation" i WHERE i."organizationId" = ${organizationId}::uuid AND i."contactId" = page.id
            AND i."withdrawnAt" IS NULL
        ) asked
        CROSS JOIN LATERAL (
          SELECT (SELECT count(*)::int FROM "Contact" x WHERE x."organizationId" = ${organizationId}::uuid
              AND x."customerId" = page."customerId") AS contacts,
            (SELECT count(DISTINCT x."contactId")::int FROM "Invitation" x WHERE x."organizationId" = ${organizationId}::uuid
              AND x."customerId" = page."customerId" AND x."withdrawnAt" IS NULL
              AND x."dueAt" > ${new Date(at.getTime() - WEEK_MS)}) AS asked
        ) account
        ORDER BY page.id`;
    },
    async addInvitations(waveId, invitations) {
      if (invitations.length === 0) return [];
      const at = (date: Date | undefined) => date?.toISOString() ?? null;
      const added = await db.$queryRaw<{ id: string }[]>`
        INSERT INTO "Invitation" (id, "organizationId", "waveId", "contactId", "customerId", "tokenHash", "dueAt", "expiresAt", "nextAt", "sentAt", "promisedAt")
        SELECT t.id, ${organizationId}::uuid, ${waveId}::uuid, t.contact, t.customer, decode(t.hash, 'hex'), t.due, t.expires, CASE WHEN t.sent IS NULL THEN t.due END, t.sent, t.sent
        FROM unnest(
          ${invitations.map(({ id }) => id)}::uuid[], ${invitations.map(({ contactId }) => contactId)}::uuid[],
          ${invitations.map(({ customerId }) => customerId)}::uuid[],
          ${invitations.map(({ tokenHash }) => tokenHash.toString("hex"))}::text[],
          ${invitations.map(({ dueAt }) => at(dueAt))}::timestamptz[], ${invitations.map(({ expiresAt }) => at(expiresAt))}::timestamptz[], ${invitations.map(({ sentAt }) => at(sentAt))}::timestamptz[]
        ) AS t(id, contact, customer, hash, due, expires, sent)
        ON CONFLICT DO NOTHING RETURNING id`;
      return added.map(({ id }) => id);
    },
    async addSkips(waveId, skips) {
      if (skips.length === 0) return;
      await db.$executeRaw`
        INSERT INTO "Skip" ("organizationId", "waveId", "contactId", reason, segment)
        SELECT ${organizationId}::uuid, ${waveId}::uuid, t.contact, t.reason, t.segment
        FROM unnest(${skips.map(({ contactId }) => contactId)}::uuid[], ${skips.map(({ reason }) => reason)}::text[],
          ${skips.map(({ segment }) => segment)}::text[]) AS t(contact, reason, segment)
        ON CONFLICT DO NOTHING`;
    },
    async invitation(id) {
      const [row] = await db.$queryRaw<(Omit<InvitationRow, "id"> & { contactId: string | null })[]>`
        SELECT i."waveId", w."surveyId", s.status AS "surveyStatus", s.instrument, v.method->>'subject' AS subject,
          coalesce(v.method->>'mode', 'confidential') AS mode, o.name AS organization, k.id AS "contactId", k.name AS contact,
          coalesce(k.email, '') AS email, coalesce(k.locale, o.locale) AS locale, i."expiresAt",
          i."answeredOn" IS NOT NULL OR EXISTS (SELECT 1 FROM "Response" r
            WHERE r."organizationId" = i."organizationId" AND r."invitationId" = i.id AND r."heldFor" IS NULL) AS answered
        FROM "Invitation" i
        JOIN "Organization" o ON o.id = i."organizationId"
        JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
        JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
        JOIN "SurveyVersion" v ON v."organizationId" = w."organizationId" AND v."surveyId" = w."surveyId" AND v.number = w.version
        LEFT JOIN "Contact" k ON k."organizationId" = i."organizationId" AND k.id = i."contactId"
        WHERE i."organizationId" = ${organizationId}::uuid AND i.id = ${id}::uuid`;
      return row ? { ...row, id, contactId: row.contactId ?? undefined } : undefined;
    },
    takeDue: (waveId, now, limit) => db.$queryRaw<DueInvitation[]>`
      WITH due AS (
        SELECT id FROM "Invitation" WHERE "organizationId" = ${organizationId}::uuid AND "waveId" = ${waveId}::uuid
          AND "nextAt" <= ${now} AND "promisedAt" IS NULL LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ), taken AS (
        UPDATE "Invitation" i SET "promisedAt" = ${now}, "nextAt" = NULL,
          "withdrawnAt" = CASE WHEN i."contactId" IS NULL THEN ${now} ELSE i."withdrawnAt" END
        FROM due WHERE i."organizationId" = ${organizationId}::uuid AND i.id = due.id
        RETURNING i.id, i."contactId", i."dueAt"
      )
      SELECT taken.id, taken."contactId", taken."dueAt", k.email, k."memberId", k.zone, c.country
      FROM taken
      JOIN "Contact" k ON k."organizationId" = ${organizationId}::uuid AND k.id = taken."contactId"
      JOIN "Customer" c ON c."organizationId" = k."organizationId" AND c.id = k."customerId"`,
    takeReminders: (waveId, now) => db.$queryRaw<(DueInvitation & { reminders: number })[]>`
      WITH due AS (
        UPDATE "Invitation" i SET "nextAt" = NULL, reminders = i.reminders + 1
        WHERE i."organizationId" = ${organizationId}::uuid AND i."waveId" = ${waveId}::uuid AND i."nextAt" <= ${now}
          AND i."promisedAt" IS NOT NULL
        RETURNING i.id, i."contactId", i."customerId", i."dueAt", i."sentAt", i."bouncedAt", i."withdrawnAt", i."answeredOn",
          i."expiresAt", i.reminders
      ), silent AS (
        SELECT * FROM due WHERE due."sentAt" IS NOT NULL AND due."bouncedAt" IS NULL AND due."withdrawnAt" IS NULL
          AND due."answeredOn" IS NULL AND due."expiresAt" > ${now}
          AND NOT EXISTS (SELECT 1 FROM "Response" r
            WHERE r."organizationId" = ${organizationId}::uuid AND r."invitationId" = due.id)
      )
      SELECT silent.id, silent."contactId", silent."dueAt", k.email, k."memberId", k.zone, c.country, silent.reminders
      FROM silent
      JOIN "Contact" k ON k."organizationId" = ${organizationId}::uuid AND k.id = silent."contactId"
      JOIN "Customer" c ON c."organizationId" = k."organizationId" AND c.id = k."customerId"`,
    async setNextAt(reminders) {
      if (reminders.length === 0) return;
      await db.$executeRaw`
        UPDATE "Invitation" i SET "nextAt" = t.at
        FROM unnest(${reminders.map(({ id }) => id)}::uuid[], ${reminders.map(({ at }) => at.toISOString())}::timestamptz[]) AS t(id, at)
        WHERE i."organizationId" = ${organizationId}::uuid AND i.id = t.id`;
    },
  };
}
