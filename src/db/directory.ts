import type { Directory, PromisedTask } from "../domain/directory.js";
import { definitionOf, instruments } from "../domain/satisfaction/instruments.js";
import type { SurveyPage } from "../domain/surveys/store.js";
import type { Database } from "./database.js";

const scaleCase = instruments
  .map(
    (name) =>
      `WHEN '${name}' THEN $3::int BETWEEN ${definitionOf[name].scale.min} AND ${definitionOf[name].scale.max}`,
  )
  .join(" ");

const RECORD_ANSWER = `
  WITH link AS (
    SELECT i.id, i."organizationId", i."customerId", w."surveyId", s."instrumentVersion", c.segment, r.score AS prior,
      CASE s.instrument ${scaleCase} END AS "inRange",
      i."expiresAt" <= $5 AS expired, s.status <> 'open' AS closed
    FROM "Invitation" i
    JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
    JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
    JOIN "Customer" c ON c."organizationId" = i."organizationId" AND c.id = i."customerId"
    LEFT JOIN "Response" r ON r."organizationId" = i."organizationId" AND r."invitationId" = i.id
    WHERE i."tokenHash" = $1
  ), added AS (
    INSERT INTO "Response"
      (id, "organizationId", "surveyId", "invitationId", "customerId", score, locale, "instrumentVersion", segment, "answeredAt")
    SELECT $2, "organizationId", "surveyId", id, "customerId", $3::int, $4::"Locale", "instrumentVersion", segment, $5
    FROM link WHERE "inRange" AND NOT expired AND NOT closed AND prior IS NULL
    ON CONFLICT ("organizationId", "invitationId") DO NOTHING
    RETURNING id
  )
  SELECT link.*, EXISTS (SELECT 1 FROM added) AS added FROM link`;

/** The few look-ups that cross organizations; every other query goes through a bound store. */
export function createDirectory({ prisma, pool, marks }: Database): Directory {
  return {
    organizations: () =>
      prisma.organization.findMany({
        select: { id: true, name: true, isExample: true },
        orderBy: { createdAt: "asc" },
      }),
    async organizationAt(platform, externalId) {
      const where = { platform_externalId: { platform, externalId } };
      return (await prisma.workspace.findUnique({ where, select: { organizationId: true } }))?.organizationId;
    },
    async bindWorkspace(platform, externalId, organizationId, id) {
      await prisma.workspace.createMany({
        data: [{ id, organizationId, platform, externalId }],
        skipDuplicates: true,
      });
      const bound = await prisma.workspace.findUniqueOrThrow({
        where: { platform_externalId: { platform, externalId } },
      });
      return bound.organizationId;
    },
    async surveyPage(tokenHash) {
      const { rows } = await pool.query<SurveyPageRow>({
        name: "survey-page",
        text: `
          SELECT i.id, i."organizationId", i."tokenHash", i."expiresAt", w."surveyId", s.instrument, s.subject,
            s.status AS "surveyStatus", o.name AS organization, k.name AS contact, k.email, coalesce(k.locale, o.locale) AS locale,
            r.score, r."answeredAt", r.comment IS NOT NULL OR r."mayContact" OR r."mayQuote" AS commented
          FROM "Invitation" i
          JOIN "Organization" o ON o.id = i."organizationId"
          JOIN "Contact" k ON k."organizationId" = i."organizationId" AND k.id = i."contactId"
          JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
          JOIN "Survey" s ON s."organizationId" = w."organizationId" AND s.id = w."surveyId"
          LEFT JOIN "Response" r ON r."organizationId" = i."organizationId" AND r."invitationId" = i.id
          WHERE i."tokenHash" = $1`,
        values: [tokenHash],
      });
      return rows[0] && surveyPage(rows[0]);
    },
    async countOpening(organizationId, invitationId) {
      await marks.query(
        `INSERT INTO "PageOpening" ("organizationId", "invitationId", openings) VALUES ($1, $2, 1)
         ON CONFLICT ("organizationId", "invitationId") DO UPDATE SET openings = "PageOpening".openings + 1`,
        [organizationId, invitationId],
      );
    },
    async recordAnswer({ tokenHash, id, score, locale, now }) {
      const { rows } = await pool.query<AnswerRow>({
        name: "record-answer",
        text: RECORD_ANSWER,
        values: [tokenHash, id, score, locale, now],
      });
      const [link] = rows;
      if (!link) return { outcome: "unknown" };
      const { organizationId } = link;
      if (link.added) return { outcome: "recorded", organizationId, score };
      if (link.prior !== null) return { outcome: "recorded_before", organizationId, score: link.prior };
      if (!link.inRange) return { outcome: "out_of_range" };
      if (link.expired) return { outcome: "expired" };
      if (link.closed) return { outcome: "closed" };
      // Another request recorded an answer between our look and our insert.
      const { rows: recorded } = await pool.query<{ score: number }>(
        `SELECT score FROM "Response" WHERE "organizationId" = $1 AND "invitationId" = $2`,
        [organizationId, link.id],
      );
      return { outcome: "recorded_before", organizationId, score: recorded[0]?.score ?? score };
    },
    async uploadLink(tokenHash, now) {
      const link = await prisma.uploadLink.findUnique({ where: { tokenHash: new Uint8Array(tokenHash) } });
      if (!link) return undefined;
      return link.expiresAt > now
        ? { organizationId: link.organizationId, memberId: link.memberId }
        : "expired";
    },
    async firstSeen(key, expiresAt) {
      const { rowCount } = await marks.query({
        name: "first-seen",
        text: `INSERT INTO "SeenKey" (key, "expiresAt") VALUES ($1, $2)
               ON CONFLICT (key) DO UPDATE SET "expiresAt" = $2 WHERE "SeenKey"."expiresAt" < now()`,
        values: [key, expiresAt],
      });
      return rowCount === 1;
    },
    // GCRA in one statement: the row's lock is the queue, and a refused turn changes nothing.
    async reserve(key, intervalMs, now, maxWaitMs) {
      const { rows } = await marks.query<{ wait: number }>({
        name: "reserve",
        text: `INSERT INTO "RateBucket" AS b (key, "freeAt") VALUES ($1, $3::timestamptz + $2::float8 * interval '1 ms')
               ON CONFLICT (key) DO UPDATE SET "freeAt" = greatest(b."freeAt", $3) + $2::float8 * interval '1 ms'
               WHERE b."freeAt" <= $3::timestamptz + $4::float8 * interval '1 ms'
               RETURNING (extract(epoch FROM "freeAt" - $3::timestamptz) * 1000)::float8 - $2::float8 AS wait`,
        values: [key, intervalMs, now, maxWaitMs],
      });
      const [turn] = rows;
      return turn && Math.max(0, turn.wait);
    },
    async dueDigests(now) {
      const due = await prisma.digestSchedule.findMany({
        where: { nextAt: { lte: now } },
        select: { id: true, organizationId: true, nextAt: true },
        take: 500,
      });
      return due.map(({ id, organizationId, nextAt }) => ({ organizationId, scheduleId: id, dueAt: nextAt }));
    },
    async relayTasks(limit, now, take) {
      const client = await pool.connect();
      // While the tasks are handed over, nobody else would hear that this connection has broken.
      const broken = () => undefined;
      client.on("error", broken);
      try {
        await client.query("BEGIN");
        const { rows } = await client.query<PromisedTask>(
          `SELECT id, name, payload FROM "OutboxTask"
           WHERE "relayedAt" IS NULL AND "failedAt" IS NULL AND "dueAt" <= $2
           ORDER BY "dueAt" LIMIT $1 FOR UPDATE SKIP LOCKED`,
          [limit, now],
        );
        if (rows.length > 0) {
          await take(rows);
          await client.query(`UPDATE "OutboxTask" SET "relayedAt" = $2 WHERE id = ANY($1::uuid[])`, [
            rows.map(({ id }) => id),
            now,
          ]);
        }
        await client.query("COMMIT");
        client.off("error", broken);
        client.release();
        return rows.length;
      } catch (error) {
        // Closing the connection rolls back, also where the connection itself is what failed.
        client.release(true);
        throw error;
      }
    },
    async resweepTasks(relayedBefore) {
      const { rowCount } = await pool.query(
        `UPDATE "OutboxTask" SET "relayedAt" = NULL WHERE "relayedAt" < $1 AND "failedAt" IS NULL`,
        [relayedBefore],
      );
      return rowCount ?? 0;
    },
    async endTask(taskId) {
      await marks.query({
        name: "end-task",
        text: `DELETE FROM "OutboxTask" WHERE id = $1`,
        values: [taskId],
      });
    },
    async failTask(taskId, reason, now) {
      await pool.query(`UPDATE "OutboxTask" SET "failedAt" = $3, reason = $2 WHERE id = $1`, [
        taskId,
        reason,
        now,
      ]);
    },
    async forgetExpired(now) {
      await pool.query(`DELETE FROM "SeenKey" WHERE "expiresAt" < $1`, [now]);
      await pool.query(`DELETE FROM "RateBucket" WHERE "freeAt" < $1`, [now]);
      await pool.query(`DELETE FROM "UploadLink" WHERE "expiresAt" < $1::timestamptz - interval '90 days'`, [
        now,
      ]);
    },
    async counts() {
      const { rows } = await pool.query<{
        failedDeliveries: number;
        failedTasks: number;
        promisedTasks: number;
      }>(`
        SELECT (SELECT count(*)::int FROM "Delivery" WHERE status = 'failed') AS "failedDeliveries",
          (SELECT count(*)::int FROM "OutboxTask" WHERE "failedAt" IS NOT NULL) AS "failedTasks",
          (SELECT count(*)::int FROM "OutboxTask" WHERE "failedAt" IS NULL) AS "promisedTasks"`);
      return rows[0] ?? { failedDeliveries: 0, failedTasks: 0, promisedTasks: 0 };
    },
    async ping() {
      await pool.query("SELECT 1");
    },
  };
}

type AnswerRow = {
  id: string;
  organizationId: string;
  prior: number | null;
  inRange: boolean;
  expired: boolean;
  closed: boolean;
  added: boolean;
};

type SurveyPageRow = Omit<SurveyPage, "answer"> & {
  score: number | null;
  answeredAt: Date | null;
  commented: boolean;
};

function surveyPage({ score, answeredAt, commented, ...page }: SurveyPageRow): SurveyPage {
  return { ...page, answer: score !== null && answeredAt ? { score, answeredAt, commented } : null };
}
