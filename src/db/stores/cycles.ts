import type { CycleFrame, SurveyStore } from "../../domain/surveys/store.js";
import type { TenantClient } from "../tenant.js";
import { inAudience } from "./audience.js";

type CycleStore = Pick<
  SurveyStore,
  "cycleFrame" | "addCycleFrame" | "unseated" | "addSeats" | "seatsPerWeek" | "setListed" | "audienceSize"
>;

const BATCH = 5_000;

export function cycleStore(db: TenantClient, organizationId: string): CycleStore {
  return {
    async cycleFrame(surveyId) {
      const row = await db.cycleFrame.findUnique({
        where: { organizationId_surveyId: { organizationId, surveyId } },
        select: { seed: true, strata: true, weeks: true, startsOn: true, dealtAt: true },
      });
      return row ? { ...row, strata: row.strata as CycleFrame["strata"] } : undefined;
    },
    async addCycleFrame(surveyId, frame) {
      await db.cycleFrame.createMany({
        data: [{ ...frame, organizationId, surveyId }],
        skipDuplicates: true,
      });
    },
    unseated: ({ id, audience }, at, addedBefore) => db.$queryRaw<{ contactId: string; stratum: string }[]>`
      SELECT k.id AS "contactId", concat_ws(' · ', c.kind::text, c.segment) AS stratum
      FROM "Contact" k JOIN "Customer" c ON c."organizationId" = k."organizationId" AND c.id = k."customerId"
      WHERE k."organizationId" = ${organizationId}::uuid AND k."createdAt" <= ${addedBefore}
        AND ${inAudience(organizationId, id, audience, at)}
        AND NOT EXISTS (SELECT 1 FROM "CycleSeat" s
          WHERE s."organizationId" = k."organizationId" AND s."surveyId" = ${id}::uuid AND s."contactId" = k.id)
      ORDER BY k.id`,
    async addSeats(surveyId, seats, at) {
      for (let from = 0; from < seats.length; from += BATCH) {
        const batch = seats.slice(from, from + BATCH);
        await db.$executeRaw`
          INSERT INTO "CycleSeat" ("organizationId", "surveyId", "contactId", week, "dealtAt")
          SELECT ${organizationId}::uuid, ${surveyId}::uuid, t.contact, t.week, ${at}
          FROM unnest(${batch.map(({ contactId }) => contactId)}::uuid[], ${batch.map(({ week }) => week)}::int[]) AS t(contact, week)
          ON CONFLICT DO NOTHING`;
      }
    },
    async seatsPerWeek(surveyId) {
      const rows = await db.cycleSeat.groupBy({ by: ["week"], where: { surveyId }, _count: true });
      return new Map(rows.map(({ week, _count }) => [week, _count]));
    },
    async setListed(surveyId, contactIds) {
      await db.listedContact.deleteMany({ where: { surveyId } });
      await db.listedContact.createMany({
        data: contactIds.map((contactId) => ({ organizationId, surveyId, contactId })),
        skipDuplicates: true,
      });
    },
    async audienceSize({ id, audience }, at) {
      const [size] = await db.$queryRaw<{ contacts: number; customers: number }[]>`
        SELECT count(*)::int AS contacts, count(DISTINCT c.id)::int AS customers
        FROM "Contact" k JOIN "Customer" c ON c."organizationId" = k."organizationId" AND c.id = k."customerId"
        WHERE k."organizationId" = ${organizationId}::uuid AND ${inAudience(organizationId, id, audience, at)}`;
      return size ?? { contacts: 0, customers: 0 };
    },
  };
}
