import type { HeldFor } from "../../domain/surveys/held.js";
import type { ResponseRow } from "../../domain/surveys/response-store.js";
import type { SurveyStore } from "../../domain/surveys/store.js";
import type { Prisma } from "../generated/client.js";
import type { TenantClient } from "../tenant.js";

type ResponseStore = Pick<
  SurveyStore,
  | "response"
  | "responseByReceipt"
  | "reviseScore"
  | "revisionsSince"
  | "answerTo"
  | "addition"
  | "addToResponse"
  | "held"
  | "release"
  | "importResponses"
  | "histogram"
>;

const response = {
  id: true,
  surveyId: true,
  waveId: true,
  score: true,
  comment: true,
  customerId: true,
  mayContact: true,
  anonymous: true,
  heldFor: true,
  answeredAt: true,
  survey: { select: { name: true, instrument: true, createdById: true } },
  customer: { select: { name: true, ownerId: true } },
  invitation: { select: { contact: { select: { name: true, email: true } } } },
} as const satisfies Prisma.ResponseSelect;

export function responseStore(db: TenantClient, organizationId: string): ResponseStore {
  return {
    async response(id) {
      const row = await db.response.findUnique({ where: { id }, select: response });
      return row ? responseRow(row) : undefined;
    },
    async responseByReceipt(receiptHash) {
      const row = await db.response.findUnique({
        where: { receiptHash: new Uint8Array(receiptHash) },
        select: response,
      });
      return row ? responseRow(row) : undefined;
    },
    async reviseScore(id, { score, at, since, heldFor }) {
      const [before] = await db.$queryRaw<
        { score: number; heldFor: HeldFor | null; waveId: string | null }[]
      >`
        WITH before AS (
          SELECT id, score, "heldFor", "waveId" FROM "Response"
          WHERE "organizationId" = ${organizationId}::uuid AND id = ${id}::uuid AND "erasedAt" IS NULL
            AND ("heldFor" IS NOT NULL OR "answeredAt" >= CASE WHEN anonymous THEN date_trunc('day', ${since}::timestamptz) ELSE ${since} END)
          FOR UPDATE
        )
        UPDATE "Response" r SET score = ${score}, "heldFor" = ${heldFor},
          "editedAt" = CASE WHEN r.anonymous THEN r."answeredAt" ELSE ${at} END
        FROM before WHERE r.id = before.id AND r."organizationId" = ${organizationId}::uuid
        RETURNING before.score, before."heldFor", before."waveId"`;
      return before;
    },
    async revisionsSince(responseId, since) {
      const rows = await db.$queryRaw<{ score: number }[]>`
        SELECT (before->>'score')::int AS score FROM "Audit"
        WHERE "organizationId" = ${organizationId}::uuid AND "subjectId" = ${responseId}::uuid
          AND action = 'response.revised' AND at >= ${since}`;
      return rows.map(({ score }) => score);
    },
    async answerTo(invitationId) {
      const where = { invitationId, heldFor: null };
      return (await db.response.findFirst({ where, select: { score: true } })) ?? undefined;
    },
    async addition(id) {
      const row = await db.response.findUnique({
        where: { id },
        select: { comment: true, mayContact: true, mayQuote: true, trust: true, answers: true },
      });
      return row ? { ...row, answers: (row.answers ?? {}) as Record<string, string> } : undefined;
    },
    async addToResponse(id, { comment, mayContact, mayQuote, trust, answers }, at, since) {
      const [added] = await db.$queryRaw<{ was: boolean; same: boolean }[]>`
        WITH before AS (
          SELECT id, "commentedAt" IS NOT NULL AS was,
            comment IS NOT DISTINCT FROM ${comment} AND "mayContact" = ${mayContact} AND "mayQuote" = ${mayQuote}
              AND trust IS NOT DISTINCT FROM ${trust}::int AND coalesce(answers, '{}') = ${JSON.stringify(answers)}::jsonb AS same
          FROM "Response" WHERE "organizationId" = ${organizationId}::uuid AND id = ${id}::uuid AND "erasedAt" IS NULL
            AND "answeredAt" >= CASE WHEN anonymous THEN date_trunc('day', ${since}::timestamptz) ELSE ${since} END
          FOR UPDATE
        ), changed AS (
          UPDATE "Response" r SET comment = ${comment}, "mayContact" = ${mayContact}, "mayQuote" = ${mayQuote},
            trust = ${trust}::int, answers = ${JSON.stringify(answers)}::jsonb,
            "commentedAt" = CASE WHEN r.anonymous THEN r."answeredAt" ELSE ${at} END
          FROM before WHERE r.id = before.id AND r."organizationId" = ${organizationId}::uuid AND NOT (before.was AND before.same)
        )
        SELECT was, same FROM before`;
      if (!added) return "too_late";
      if (!added.was) return "added";
      return added.same ? "same" : "replaced";
    },
    async held(limit) {
      const where = { heldFor: { not: null } };
      const rows = await db.response.findMany({
        where,
        select: response,
        orderBy: { answeredAt: "desc" },
        take: limit,
      });
      const total = await db.response.count({ where });
      return {
        responses: rows.map((row) => ({ ...responseRow(row), answeredAt: row.answeredAt })),
        total,
      };
    },
    async release(id) {
      const { count } = await db.response.updateMany({
        where: { id, heldFor: { not: null } },
        data: { heldFor: null },
      });
      return count === 1 ? "released" : "not_held";
    },
    async importResponses(surveyId, instrumentVersion, responses) {
      const { count } = await db.response.createMany({
        data: responses.map(({ segment, comment, invitationId, waveId, ...row }) => ({
          ...row,
          invitationId: invitationId ?? null,
          waveId: waveId ?? null,
          organizationId,
          surveyId,
          instrumentVersion,
          segment: segment ?? null,
          comment: comment ?? null,
        })),
        skipDuplicates: true,
      });
      return count;
    },
    histogram: (surveyId, from, to) => db.$queryRaw<{ score: number; count: number }[]>`
      SELECT score, count(*)::int AS count FROM "Response"
      WHERE "organizationId" = ${organizationId}::uuid AND "surveyId" = ${surveyId}::uuid
        AND "answeredAt" >= ${from} AND "answeredAt" < ${to} AND "heldFor" IS NULL
      GROUP BY score ORDER BY score`,
  };
}

function responseRow(row: Prisma.ResponseGetPayload<{ select: typeof response }>): ResponseRow {
  const { survey, customer, invitation, heldFor, answeredAt: _, ...rest } = row;
  const contact = invitation?.contact;
  return {
    ...rest,
    heldFor: heldFor as HeldFor | null,
    survey: survey.name,
    instrument: survey.instrument,
    customer: customer?.name ?? null,
    contact: contact ? (contact.name ?? contact.email) : null,
    ownerId: customer?.ownerId ?? survey.createdById,
  };
}
