import type { Cohort } from "../../domain/satisfaction/rate.js";
import type { SurveyStore, WaveCounts } from "../../domain/surveys/store.js";
import type { TenantClient } from "../tenant.js";

type WaveStore = Pick<
  SurveyStore,
  "addWave" | "wave" | "waves" | "setWaveStatus" | "latestWaves" | "hasten" | "counts" | "cohort"
>;

const wave = {
  id: true,
  surveyId: true,
  number: true,
  version: true,
  status: true,
  opensAt: true,
  now: true,
  afterWaveId: true,
} as const;

export function waveStore(db: TenantClient, organizationId: string): WaveStore {
  return {
    async addWave({ now, afterWaveId, ...row }) {
      const { count } = await db.wave.createMany({
        data: [{ ...row, organizationId, now: now ?? false, afterWaveId: afterWaveId ?? null }],
        skipDuplicates: true,
      });
      return count === 1 ? "added" : "exists";
    },
    async wave(id) {
      return (await db.wave.findUnique({ where: { id }, select: wave })) ?? undefined;
    },
    waves: (surveyId) => db.wave.findMany({ where: { surveyId }, select: wave, orderBy: { number: "asc" } }),
    async setWaveStatus(id, status, at) {
      await db.wave.updateMany({
        where: { id },
        data: { status, ...(status === "open" ? { openedAt: at } : { sentAt: at }) },
      });
    },
    latestWaves: (surveyId, limit) => db.$queryRaw<{ number: number; sent: number; answered: number }[]>`
      SELECT w.number,
        (SELECT count(*)::int FROM "Invitation" i WHERE i."organizationId" = w."organizationId" AND i."waveId" = w.id
          AND i."sentAt" IS NOT NULL AND i."bouncedAt" IS NULL) AS sent,
        (SELECT count(*)::int FROM "Response" r WHERE r."organizationId" = w."organizationId" AND r."waveId" = w.id
          AND r."heldFor" IS NULL) AS answered
      FROM "Wave" w
      WHERE w."organizationId" = ${organizationId}::uuid AND w."surveyId" = ${surveyId}::uuid AND w.status = 'sent'
      ORDER BY w.number DESC LIMIT ${limit}`,
    hasten: (surveyId, now) => db.$executeRaw`
      WITH waves AS (
        UPDATE "Wave" SET now = true, "opensAt" = ${now}
        WHERE "organizationId" = ${organizationId}::uuid AND "surveyId" = ${surveyId}::uuid AND status = 'planned'
        RETURNING id
      ), opening AS (
        UPDATE "OutboxTask" t SET "dueAt" = ${now} FROM waves w
        WHERE t."organizationId" = ${organizationId}::uuid AND t.name = 'openWave' AND t.payload->>'waveId' = w.id::text
          AND t."dueAt" > ${now}
        RETURNING 1
      )
      UPDATE "Invitation" i SET "dueAt" = ${now}, "nextAt" = ${now} FROM "Wave" w
      WHERE i."organizationId" = ${organizationId}::uuid AND w."organizationId" = i."organizationId" AND w.id = i."waveId"
        AND w."surveyId" = ${surveyId}::uuid AND i."promisedAt" IS NULL AND i."dueAt" > ${now}`,
    async counts(surveyId, now) {
      const [counts] = await db.$queryRaw<[WaveCounts]>`
        SELECT count(i.id)::int AS invited,
          count(i.id) FILTER (WHERE i."sentAt" IS NOT NULL AND i."bouncedAt" IS NULL)::int AS sent,
          (SELECT count(*)::int FROM "Delivery" d
            WHERE d."organizationId" = ${organizationId}::uuid AND d.status = 'failed' AND d.message IN ('invitation', 'question')
              AND d."subjectId" IN (SELECT x.id FROM "Invitation" x JOIN "Wave" y ON y.id = x."waveId"
                WHERE x."organizationId" = ${organizationId}::uuid AND y."surveyId" = ${surveyId}::uuid)) AS failed,
          count(i.id) FILTER (WHERE i."bouncedAt" IS NOT NULL)::int AS bounced,
          (SELECT count(*)::int FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid
            AND r."surveyId" = ${surveyId}::uuid AND r."heldFor" IS NULL) AS answered,
          (SELECT count(*)::int FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid
            AND r."surveyId" = ${surveyId}::uuid AND r."heldFor" IS NOT NULL) AS held,
          (SELECT count(*)::int FROM "Response" r WHERE r."organizationId" = ${organizationId}::uuid
            AND r."surveyId" = ${surveyId}::uuid AND r."heldFor" IS NULL AND r.comment IS NOT NULL) AS commented,
          (SELECT count(*)::int FROM "Skip" k JOIN "Wave" y ON y.id = k."waveId"
            WHERE k."organizationId" = ${organizationId}::uuid AND y."surveyId" = ${surveyId}::uuid) AS skipped,
          min(w."opensAt") FILTER (WHERE w.status = 'planned') AS "opensAt",
          min(i."dueAt") FILTER (WHERE i."sentAt" IS NULL AND i."withdrawnAt" IS NULL AND i."dueAt" > ${now}) AS "nextDueAt"
        FROM "Wave" w LEFT JOIN "Invitation" i ON i."organizationId" = w."organizationId" AND i."waveId" = w.id
        WHERE w."organizationId" = ${organizationId}::uuid AND w."surveyId" = ${surveyId}::uuid`;
      return counts;
    },
    async cohort(surveyId, from, to) {
      const [cohort] = await db.$queryRaw<[Cohort]>`
        SELECT count(*)::int AS sent,
          count(*) FILTER (WHERE i."bouncedAt" IS NOT NULL)::int AS "hardBounced",
          count(*) FILTER (WHERE i."bouncedAt" IS NULL AND (r.id IS NOT NULL OR i."answeredOn" IS NOT NULL))::int AS answered
        FROM "Invitation" i
        JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
        LEFT JOIN "Response" r ON r."organizationId" = i."organizationId" AND r."invitationId" = i.id AND r."heldFor" IS NULL
        WHERE i."organizationId" = ${organizationId}::uuid AND w."surveyId" = ${surveyId}::uuid
          AND i."sentAt" >= ${from} AND i."sentAt" < ${to}`;
      return cohort;
    },
  };
}
