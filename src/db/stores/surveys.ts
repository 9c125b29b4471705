import type { Instrument } from "../../domain/satisfaction/instruments.js";
import type { SurveyRow, SurveyStore, WaveCounts } from "../../domain/surveys/store.js";
import type { TenantClient } from "../tenant.js";
import { responseStore } from "./responses.js";

const survey = {
  id: true,
  name: true,
  instrument: true,
  instrumentVersion: true,
  subject: true,
  audienceKind: true,
  audienceSegment: true,
  status: true,
  sendAt: true,
  createdById: true,
} as const;

export function surveyStore(db: TenantClient, organizationId: string): SurveyStore {
  return {
    ...responseStore(db, organizationId),
    async add({ audience, createdById, ...row }) {
      const { count } = await db.survey.createMany({
        data: [
          {
            ...row,
            organizationId,
            audienceKind: audience.kind ?? null,
            audienceSegment: audience.segment ?? null,
            createdById: createdById ?? null,
          },
        ],
        skipDuplicates: true,
      });
      return count === 1 ? "added" : "name_taken";
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
    async open(id, at) {
      const { count } = await db.survey.updateMany({
        where: { id, status: "draft" },
        data: { status: "open", launchedAt: at },
      });
      return count === 1 ? "opened" : "already_launched";
    },
    async close(id, at) {
      const { count } = await db.survey.updateMany({
        where: { id, status: "open" },
        data: { status: "closed", closedAt: at },
      });
      return count === 1 ? "closed" : "not_open";
    },
    async addWave({ id, surveyId, number, opensAt }) {
      await db.wave.create({ data: { id, organizationId, surveyId, number, opensAt } });
    },
    async wave(id) {
      const select = { id: true, surveyId: true, number: true, status: true, opensAt: true };
      return (await db.wave.findUnique({ where: { id }, select })) ?? undefined;
    },
    async setWaveStatus(id, status, at) {
      await db.wave.updateMany({
        where: { id },
        data: { status, ...(status === "open" ? { openedAt: at } : {}) },
      });
    },
    async lastInvitedContact(waveId) {
      const last = await db.invitation.findFirst({
        where: { waveId },
        orderBy: { contactId: "desc" },
        select: { contactId: true },
      });
      return last?.contactId;
    },
    async addInvitations(waveId, invitations) {
      const added = await db.invitation.createManyAndReturn({
        data: invitations.map(({ tokenHash, ...row }) => ({
          ...row,
          organizationId,
          waveId,
          tokenHash: new Uint8Array(tokenHash),
        })),
        skipDuplicates: true,
        select: { id: true },
      });
      return added.map(({ id }) => id);
    },
    async invitation(id) {
      const row = await db.invitation.findUnique({
        where: { id },
        select: {
          expiresAt: true,
          contact: { select: { name: true, email: true, locale: true } },
          wave: {
            select: {
              surveyId: true,
              survey: {
                select: {
                  instrument: true,
                  subject: true,
                  organization: { select: { name: true, locale: true } },
                },
              },
            },
          },
        },
      });
      if (!row) return undefined;
      const { contact, wave, expiresAt } = row;
      const { organization, instrument, subject } = wave.survey;
      return {
        id,
        surveyId: wave.surveyId,
        instrument,
        subject,
        organization: organization.name,
        contact: contact.name,
        email: contact.email,
        locale: contact.locale ?? organization.locale,
        expiresAt,
      };
    },
    async counts(surveyId) {
      const [counts] = await db.$queryRaw<WaveCounts[]>`
        SELECT count(i.id)::int AS invited,
          count(i.id) FILTER (WHERE i."sentAt" IS NOT NULL AND i."bouncedAt" IS NULL)::int AS sent,
          (SELECT count(*)::int FROM "Delivery" d
            WHERE d."organizationId" = ${organizationId}::uuid AND d.status = 'failed' AND d.message = 'invitation'
              AND d."subjectId" IN (SELECT x.id FROM "Invitation" x JOIN "Wave" y ON y.id = x."waveId"
                WHERE x."organizationId" = ${organizationId}::uuid AND y."surveyId" = ${surveyId}::uuid)) AS failed,
          count(i.id) FILTER (WHERE i."bouncedAt" IS NOT NULL)::int AS bounced,
          (SELECT count(*)::int FROM "Response" r
            WHERE r."organizationId" = ${organizationId}::uuid AND r."surveyId" = ${surveyId}::uuid) AS answered,
          (SELECT count(*)::int FROM "Response" r
            WHERE r."organizationId" = ${organizationId}::uuid AND r."surveyId" = ${surveyId}::uuid AND r.comment IS NOT NULL) AS commented,
          min(w."opensAt") AS "opensAt"
        FROM "Wave" w LEFT JOIN "Invitation" i ON i."organizationId" = w."organizationId" AND i."waveId" = w.id
        WHERE w."organizationId" = ${organizationId}::uuid AND w."surveyId" = ${surveyId}::uuid`;
      return (
        counts ?? { invited: 0, sent: 0, failed: 0, bounced: 0, answered: 0, commented: 0, opensAt: null }
      );
    },
    async cohort(surveyId, from, to) {
      const [cohort] = await db.$queryRaw<{ sent: number; hardBounced: number; answered: number }[]>`
        SELECT count(*)::int AS sent,
          count(*) FILTER (WHERE i."bouncedAt" IS NOT NULL)::int AS "hardBounced",
          count(r.id) FILTER (WHERE i."bouncedAt" IS NULL)::int AS answered
        FROM "Invitation" i
        JOIN "Wave" w ON w."organizationId" = i."organizationId" AND w.id = i."waveId"
        LEFT JOIN "Response" r ON r."organizationId" = i."organizationId" AND r."invitationId" = i.id
        WHERE i."organizationId" = ${organizationId}::uuid AND w."surveyId" = ${surveyId}::uuid
          AND i."sentAt" >= ${from} AND i."sentAt" < ${to}`;
      return cohort ?? { sent: 0, hardBounced: 0, answered: 0 };
    },
  };
}

function surveyRow(row: {
  id: string;
  name: string;
  instrument: Instrument;
  instrumentVersion: string;
  subject: string;
  audienceKind: SurveyRow["audience"]["kind"] | null;
  audienceSegment: string | null;
  status: SurveyRow["status"];
  sendAt: Date | null;
  createdById: string | null;
}): SurveyRow {
  const { audienceKind, audienceSegment, ...rest } = row;
  return { ...rest, audience: { kind: audienceKind ?? undefined, segment: audienceSegment ?? undefined } };
}
