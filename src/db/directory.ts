import type { UploadPurpose } from "../domain/customers/store.js";
import type { Directory, PromisedTask, UnsubscribeLink } from "../domain/directory.js";
import { answerLookups } from "./answers.js";
import type { Database } from "./database.js";
import { organizationRow, shownOrganization } from "./stores/organizations.js";

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
    ...answerLookups(pool, marks),
    async uploadLink(tokenHash, now) {
      const link = await prisma.uploadLink.findUnique({ where: { tokenHash: new Uint8Array(tokenHash) } });
      if (!link) return undefined;
      if (link.expiresAt <= now) return "expired";
      const { organizationId, memberId, surveyId } = link;
      return { organizationId, memberId, surveyId, purpose: link.purpose as UploadPurpose };
    },
    async publicOrganization(slug) {
      const row = await prisma.organization.findUnique({ where: { slug }, select: shownOrganization });
      return row ? organizationRow(row) : undefined;
    },
    async logo(slug) {
      const select = { logo: true, logoType: true };
      const row = await prisma.organization.findUnique({ where: { slug }, select });
      return row?.logo && row.logoType ? { bytes: Buffer.from(row.logo), type: row.logoType } : undefined;
    },
    async dataLink(tokenHash, now) {
      const link = await prisma.dataLink.findUnique({ where: { tokenHash: new Uint8Array(tokenHash) } });
      if (!link) return undefined;
      const { organizationId, contactId } = link;
      return link.expiresAt > now ? { organizationId, contactId } : "expired";
    },
    async deliveryOf(deliveryId) {
      const where = { id: deliveryId };
      return (await prisma.delivery.findUnique({ where, select: { organizationId: true } }))?.organizationId;
    },
    async unsubscribeLink(tokenHash) {
      const { rows } = await pool.query<UnsubscribeLink>({
        name: "unsubscribe-link",
        text: `
          SELECT l."organizationId", l."addressKey", o.locale, json_build_object('name', o.name, 'slug', o.slug,
              'color', o.color, 'hasLogo', o.logo IS NOT NULL) AS organization,
            EXISTS (SELECT 1 FROM "Suppression" s WHERE s."organizationId" = l."organizationId"
              AND s."addressKey" = l."addressKey" AND s.reason = 'opted_out') AS "optedOut"
          FROM "UnsubscribeLink" l JOIN "Organization" o ON o.id = l."organizationId"
          WHERE l."tokenHash" = $1`,
        values: [tokenHash],
      });
      return rows[0];
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
    dueWaves: (now) => prisma.$queryRaw<{ organizationId: string; waveId: string }[]>`
      SELECT DISTINCT "organizationId", "waveId" FROM "Invitation" WHERE "nextAt" <= ${now} LIMIT 500`,
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
      for (const table of ["UploadLink", "DataLink"]) {
        await pool.query(`DELETE FROM "${table}" WHERE "expiresAt" < $1::timestamptz - interval '90 days'`, [
          now,
        ]);
      }
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
