import type { Instrument } from "../../domain/satisfaction/instruments.js";
import { methodOf } from "../../domain/surveys/method.js";
import type { SurveyRow, SurveyStore } from "../../domain/surveys/store.js";
import type { Prisma } from "../generated/client.js";
import type { TenantClient } from "../tenant.js";
import { cycleStore } from "./cycles.js";
import { invitationStore } from "./invitations.js";
import { reportStore } from "./reports.js";
import { responseStore } from "./responses.js";
import { waveStore } from "./waves.js";

const survey = {
  id: true,
  name: true,
  instrument: true,
  status: true,
  version: true,
  createdById: true,
  launchedAt: true,
  versions: { select: { number: true, method: true }, orderBy: { number: "desc" }, take: 1 },
} as const satisfies Prisma.SurveySelect;

type SurveyWithMethod = Prisma.SurveyGetPayload<{ select: typeof survey }>;

export function surveyStore(db: TenantClient, organizationId: string): Omit<SurveyStore, "recordInChat"> {
  return {
    ...waveStore(db, organizationId),
    ...invitationStore(db, organizationId),
    ...cycleStore(db, organizationId),
    ...responseStore(db, organizationId),
    ...reportStore(db, organizationId),
    async add({ method, createdById, ...row }) {
      const { count } = await db.survey.createMany({
        data: [{ ...row, organizationId, createdById: createdById ?? null }],
        skipDuplicates: true,
      });
      if (count === 0) return "name_taken";
      await db.surveyVersion.create({
        data: { organizationId, surveyId: row.id, number: 1, method, createdById: createdById ?? null },
      });
      return "added";
    },
    async byKey(nameKey) {
      const row = await db.survey.findUnique({
        where: { organizationId_nameKey: { organizationId, nameKey } },
        select: survey,
      });
      return row ? surveyRow(row) : undefined;
    },
    async byId(id) {
      const row = await db.survey.findUnique({ where: { id }, select: survey });
      return row ? surveyRow(row) : undefined;
    },
    async list() {
      const rows = await db.survey.findMany({
        select: survey,
        orderBy: [{ createdAt: "desc" }, { name: "asc" }],
      });
      return rows.map(surveyRow);
    },
    async addVersion(id, from, method, { createdById, approvedById, at }) {
      const { count } = await db.survey.updateMany({
        where: { id, version: from },
        data: { version: from + 1 },
      });
      if (count === 0) return "changed_meanwhile";
      await db.surveyVersion.create({
        data: {
          organizationId,
          surveyId: id,
          number: from + 1,
          method,
          createdById: createdById ?? null,
          createdAt: at,
          approvedById: approvedById ?? null,
          approvedAt: approvedById ? at : null,
        },
      });
      return "changed";
    },
    async approve(surveyId, number, memberId, at) {
      await db.surveyVersion.updateMany({
        where: { surveyId, number },
        data: { approvedById: memberId ?? null, approvedAt: at },
      });
    },
    async versions(surveyId) {
      const rows = await db.$queryRaw<
        (Omit<Awaited<ReturnType<SurveyStore["versions"]>>[number], "method"> & {
          instrument: Instrument;
          method: object;
        })[]
      >`
        SELECT v.number, s.instrument, v.method, v."createdAt", c.name AS "createdBy", a.name AS "approvedBy", v."approvedAt"
        FROM "SurveyVersion" v JOIN "Survey" s ON s."organizationId" = v."organizationId" AND s.id = v."surveyId"
        LEFT JOIN "Member" c ON c."organizationId" = v."organizationId" AND c.id = v."createdById"
        LEFT JOIN "Member" a ON a."organizationId" = v."organizationId" AND a.id = v."approvedById"
        WHERE v."organizationId" = ${organizationId}::uuid AND v."surveyId" = ${surveyId}::uuid ORDER BY v.number`;
      return rows.map(({ instrument, ...row }) => ({ ...row, method: methodOf(instrument, row.method) }));
    },
    async method(surveyId, number) {
      const row = await db.surveyVersion.findUnique({
        where: { organizationId_surveyId_number: { organizationId, surveyId, number } },
        select: { method: true, survey: { select: { instrument: true } } },
      });
      return row ? methodOf(row.survey.instrument, Object(row.method)) : undefined;
    },
    async open(id, at) {
      const { count } = await db.survey.updateMany({
        where: { id, status: "draft" },
        data: { status: "open", launchedAt: at },
      });
      return count === 1 ? "opened" : "already_launched";
    },
    async close(id, at) {
      const { count } = await db.survey.updateMany({
        where: { id, status: { in: ["open", "paused"] } },
        data: { status: "closed", closedAt: at },
      });
      return count === 1 ? "closed" : "not_open";
    },
    async pause(id, at) {
      const { count } = await db.survey.updateMany({
        where: { id, status: "open" },
        data: { status: "paused", pausedAt: at },
      });
      return count === 1 ? "paused" : "not_open";
    },
    async resume(id) {
      const { count } = await db.survey.updateMany({
        where: { id, status: "paused" },
        data: { status: "open", pausedAt: null },
      });
      return count === 1 ? "resumed" : "not_paused";
    },
    async pausedSince(from, to) {
      const rows = await db.survey.findMany({
        where: { status: "paused", pausedAt: { gte: from, lt: to } },
        select: { name: true },
        orderBy: { name: "asc" },
      });
      return rows.map(({ name }) => name);
    },
  };
}

function surveyRow({ versions, ...row }: SurveyWithMethod): SurveyRow {
  return { ...row, method: methodOf(row.instrument, Object(versions[0]?.method)) };
}
