import type { ReportCounts, ReportStore, SegmentCounts } from "../../domain/surveys/report-store.js";
import { Prisma } from "../generated/client.js";
import type { TenantClient } from "../tenant.js";

export function reportStore(db: TenantClient, organizationId: string): ReportStore {
  const waves = (surveyId: string, waveId: string | undefined) => Prisma.sql`
    SELECT w.id FROM "Wave" w WHERE w."organizationId" = ${organizationId}::uuid AND w."surveyId" = ${surveyId}::uuid
      ${waveId ? Prisma.sql`AND w.id = ${waveId}::uuid` : Prisma.empty}`;
  const of = (surveyId: string, waveId: string | undefined) => Prisma.sql`
    r."surveyId" = ${surveyId}::uuid ${waveId ? Prisma.sql`AND r."waveId" = ${waveId}::uuid` : Prisma.empty}`;
  return {
    async reportCounts(surveyId, waveId, now) {
      const [counts] = await db.$queryRaw<[ReportCounts]>`
        WITH asked AS (
          SELECT i.*, p.openings, p.scans, p."startedAt", p."trappedAt",
            EXISTS (SELECT 1 FROM "Response" r WHERE r."organizationId" = i."organizationId" AND r."invitationId" = i.id
              AND r."heldFor" IS NULL) OR i."answeredOn" IS NOT NULL AS answered
          FROM "Invitation" i
          LEFT JOIN "PageOpening" p ON p."organizationId" = i."organizationId" AND p."invitationId" = i.id
          WHERE i."organizationId" = ${organizationId}::uuid AND i."waveId" IN (${waves(surveyId, waveId)})
        )
        SELECT count(*)::int AS invited,
          count(*) FILTER (WHERE "sentAt" IS NULL AND "withdrawnAt" IS NULL)::int AS waiting,
          count(*) FILTER (WHERE "sentAt" IS NOT NULL)::int AS sent,
          count(*) FILTER (WHERE "bouncedAt" IS NOT NULL)::int AS bounced,
          count(*) FILTER (WHERE "withdrawnAt" IS NOT NULL)::int AS withdrawn,
          count(*) FILTER (WHERE answered OR (openings > scans AND "trappedAt" IS NULL))::int AS opened,
          count(*) FILTER (WHERE NOT answered AND openings > 0 AND (openings <= scans OR "trappedAt" IS NOT NULL))::int AS scanned,
          count(*) FILTER (WHERE answered OR "startedAt" IS NOT NULL)::int AS started,
          count(*) FILTER (WHERE "expiresAt" <= ${now})::int AS expired,
          (SELECT count(*)::int FROM "Delivery" d WHERE d."organizationId" = ${organizationId}::uuid AND d.status = 'failed'
            AND d.message IN ('invitation', 'question') AND d."subjectId" IN (SELECT id FROM asked)) AS failed,
          (SELECT count(*)::int FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid AND ${of(surveyId, waveId)} AND r."heldFor" IS NULL
            AND (r."importKey" IS NULL OR r."invitationId" IS NOT NULL)) AS answered,
          (SELECT count(*)::int FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid AND ${of(surveyId, waveId)} AND r."heldFor" IS NOT NULL) AS held,
          (SELECT count(*)::int FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid AND ${of(surveyId, waveId)} AND r."heldFor" IS NULL AND r.comment IS NOT NULL) AS commented,
          (SELECT count(*)::int FROM "InboundMail" m WHERE m."organizationId" = ${organizationId}::uuid AND m.kind = 'auto_reply'
            AND m."invitationId" IN (SELECT id FROM asked)) AS "autoReplies",
          (SELECT count(*)::int FROM "InboundMail" m WHERE m."organizationId" = ${organizationId}::uuid AND m.kind = 'reply'
            AND m."invitationId" IN (SELECT id FROM asked)) AS replies
        FROM asked`;
      return counts;
    },
    skipsByReason: (surveyId, waveId) => db.$queryRaw<{ reason: string; count: number }[]>`
      SELECT reason, count(*)::int AS count FROM "Skip"
      WHERE "organizationId" = ${organizationId}::uuid AND "waveId" IN (${waves(surveyId, waveId)})
      GROUP BY reason ORDER BY count DESC, reason`,
    segments: (surveyId, waveId) => db.$queryRaw<SegmentCounts[]>`
      WITH population AS (
        SELECT c.segment, count(*)::int AS population
        FROM "Contact" k JOIN "Customer" c ON c."organizationId" = k."organizationId" AND c.id = k."customerId"
        WHERE k."organizationId" = ${organizationId}::uuid GROUP BY c.segment
      ), asked AS (
        SELECT c.segment, count(*)::int AS sent, count(*) FILTER (WHERE i."bouncedAt" IS NOT NULL)::int AS bounced
        FROM "Invitation" i JOIN "Customer" c ON c."organizationId" = i."organizationId" AND c.id = i."customerId"
        WHERE i."organizationId" = ${organizationId}::uuid AND i."sentAt" IS NOT NULL
          AND i."waveId" IN (${waves(surveyId, waveId)}) GROUP BY c.segment
      ), answered AS (
        SELECT r.segment, count(*)::int AS answered FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid AND ${of(surveyId, waveId)} AND r."heldFor" IS NULL
          AND r."waveId" IS NOT NULL GROUP BY r.segment
      )
      SELECT p.segment, p.population, coalesce(a.sent, 0) AS sent, coalesce(a.bounced, 0) AS bounced, coalesce(r.answered, 0) AS answered
      FROM population p LEFT JOIN asked a ON a.segment IS NOT DISTINCT FROM p.segment
      LEFT JOIN answered r ON r.segment IS NOT DISTINCT FROM p.segment
      ORDER BY p.population DESC, p.segment`,
    waveHistogram: (surveyId, waveId) => db.$queryRaw<{ score: number; count: number }[]>`
      SELECT r.score, count(*)::int AS count FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid AND ${of(surveyId, waveId)} AND r."heldFor" IS NULL GROUP BY r.score ORDER BY r.score`,
    segmentHistogram: (surveyId, waveId) => db.$queryRaw<
      { segment: string | null; score: number; count: number }[]
    >`
      SELECT r.segment, r.score, count(*)::int AS count FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid AND ${of(surveyId, waveId)} AND r."heldFor" IS NULL
        AND r."waveId" IS NOT NULL GROUP BY r.segment, r.score`,
    localesAnswered: (surveyId, waveId) => db.$queryRaw<{ locale: string; count: number }[]>`
      SELECT coalesce(r.locale, '') AS locale, count(*)::int AS count FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid AND ${of(surveyId, waveId)}
      AND r."heldFor" IS NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
  };
}
