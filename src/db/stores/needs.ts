import type { NeedLine, NeedRow, NeedStore } from "../../domain/needs/store.js";
import type { TenantClient } from "../tenant.js";

const need = {
  id: true,
  number: true,
  summary: true,
  kind: true,
  horizon: true,
  createdAt: true,
  voices: {
    select: {
      words: true,
      responseId: true,
      recordedById: true,
      customer: { select: { name: true } },
      recordedBy: { select: { name: true } },
    },
    orderBy: { createdAt: "asc" },
  },
  themes: { select: { theme: { select: { id: true, labelEn: true, labelEs: true } } } },
} as const;

export function needStore(db: TenantClient, organizationId: string): NeedStore {
  return {
    async nextNumber() {
      const { lastNeedNumber } = await db.organization.update({
        where: { id: organizationId },
        data: { lastNeedNumber: { increment: 1 } },
        select: { lastNeedNumber: true },
      });
      return lastNeedNumber;
    },
    async add({ id, number, summary, kind, horizon, themeIds }) {
      await db.need.create({ data: { id, organizationId, number, summary, kind, horizon } });
      await db.needTheme.createMany({
        data: themeIds.map((themeId) => ({ organizationId, needId: id, themeId })),
      });
    },
    async addVoice({ id, needId, customerId, recordedById, responseId, words }) {
      // Skipping leaves the transaction usable; an error would end it.
      const { count } = await db.voice.createMany({
        data: [
          { id, organizationId, needId, customerId, recordedById, responseId: responseId ?? null, words },
        ],
        skipDuplicates: true,
      });
      return count === 1 ? "added" : "taken";
    },
    async setSummary(id, summary) {
      await db.need.updateMany({ where: { id }, data: { summary } });
    },
    async byId(id) {
      return needRow(await db.need.findUnique({ where: { id }, select: need }));
    },
    async byNumber(number) {
      const where = { organizationId_number: { organizationId, number } };
      return needRow(await db.need.findUnique({ where, select: need }));
    },
    async page(limit, offset) {
      const [needs, total] = await Promise.all([
        db.$queryRaw<NeedLine[]>`
          SELECT n.id, n.number, n.summary, n."createdAt",
            (SELECT count(DISTINCT v."customerId")::int FROM "Voice" v WHERE v."organizationId" = n."organizationId" AND v."needId" = n.id) AS customers,
            a.acknowledged, a.asked
          FROM "Need" n LEFT JOIN LATERAL (
            SELECT count(*) FILTER (WHERE answer IN ('understood', 'will_act'))::int AS acknowledged,
                   count(*) FILTER (WHERE answer IS DISTINCT FROM 'not_ours')::int AS asked
            FROM "Announcement" x WHERE x."organizationId" = n."organizationId" AND x."needId" = n.id
          ) a ON true
          WHERE n."organizationId" = ${organizationId}::uuid
          ORDER BY n.number DESC LIMIT ${limit} OFFSET ${offset}`,
        db.need.count(),
      ]);
      return { needs, total };
    },
    top: (limit) => db.$queryRaw<NeedLine[]>`
      SELECT n.id, n.number, n.summary, n."createdAt", v.customers, a.acknowledged, a.asked
      FROM "Need" n
      JOIN (
        SELECT "needId", count(DISTINCT "customerId")::int AS customers
        FROM "Voice" WHERE "organizationId" = ${organizationId}::uuid GROUP BY "needId"
      ) v ON v."needId" = n.id
      LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE answer IN ('understood', 'will_act'))::int AS acknowledged,
               count(*) FILTER (WHERE answer IS DISTINCT FROM 'not_ours')::int AS asked
        FROM "Announcement" x WHERE x."organizationId" = n."organizationId" AND x."needId" = n.id
      ) a ON true
      WHERE n."organizationId" = ${organizationId}::uuid AND n.kind <> 'praise'
      ORDER BY v.customers DESC, n.number LIMIT ${limit}`,
    async numberOfResponse(responseId) {
      const voice = await db.voice.findFirst({
        where: { responseId },
        select: { need: { select: { number: true } } },
      });
      return voice?.need.number;
    },
  };
}

type Raw = Omit<NeedRow, "voices" | "themes" | "author" | "authorId"> & {
  voices: {
    words: string;
    responseId: string | null;
    recordedById: string;
    customer: { name: string };
    recordedBy: { name: string };
  }[];
  themes: { theme: { id: string; labelEn: string; labelEs: string } }[];
};

function needRow(row: Raw | null): NeedRow | undefined {
  const first = row?.voices[0];
  if (!row || !first) return undefined;
  return {
    ...row,
    authorId: first.recordedById,
    author: first.recordedBy.name,
    voices: row.voices.map(({ customer, words, responseId }) => ({
      customer: customer.name,
      words,
      responseId,
    })),
    themes: row.themes.map(({ theme }) => ({ id: theme.id, en: theme.labelEn, es: theme.labelEs })),
  };
}
