import type { ResponseRow, SurveyStore } from "../../domain/surveys/store.js";
import type { TenantClient } from "../tenant.js";

type ResponseStore = Pick<
  SurveyStore,
  "response" | "responseOfInvitation" | "addComment" | "importResponses" | "histogram"
>;

const response = {
  id: true,
  surveyId: true,
  score: true,
  comment: true,
  customerId: true,
  mayContact: true,
  survey: { select: { name: true, instrument: true, createdById: true } },
  customer: { select: { name: true, ownerId: true } },
  invitation: { select: { contact: { select: { name: true, email: true } } } },
} as const;

export function responseStore(db: TenantClient, organizationId: string): ResponseStore {
  return {
    async response(id) {
      const row = await db.response.findUnique({ where: { id }, select: response });
      return row ? responseRow(row) : undefined;
    },
    async responseOfInvitation(invitationId) {
      const where = { organizationId_invitationId: { organizationId, invitationId } };
      const row = await db.response.findUnique({ where, select: response });
      return row ? responseRow(row) : undefined;
    },
    async addComment(invitationId, { text, mayContact, mayQuote }, since) {
      const { count } = await db.response.updateMany({
        where: {
          invitationId,
          comment: null,
          mayContact: false,
          mayQuote: false,
          answeredAt: { gte: since },
        },
        data: { comment: text, mayContact, mayQuote },
      });
      return count === 1 ? "added" : "recorded_already";
    },
    async importResponses(surveyId, instrumentVersion, responses) {
      const { count } = await db.response.createMany({
        data: responses.map(({ segment, comment, invitationId, ...row }) => ({
          ...row,
          invitationId: invitationId ?? null,
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
        AND "answeredAt" >= ${from} AND "answeredAt" < ${to}
      GROUP BY score ORDER BY score`,
  };
}

function responseRow(row: {
  id: string;
  surveyId: string;
  score: number;
  comment: string | null;
  customerId: string;
  mayContact: boolean;
  survey: { name: string; instrument: ResponseRow["instrument"]; createdById: string | null };
  customer: { name: string; ownerId: string | null };
  invitation: { contact: { name: string | null; email: string } } | null;
}): ResponseRow {
  const { survey, customer, invitation, ...rest } = row;
  return {
    ...rest,
    survey: survey.name,
    instrument: survey.instrument,
    customer: customer.name,
    contact: invitation ? (invitation.contact.name ?? invitation.contact.email) : null,
    ownerId: customer.ownerId ?? survey.createdById,
  };
}
