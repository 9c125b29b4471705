import type { AnnouncementRow, AnnouncementStore } from "../../domain/announcements/store.js";
import type { TenantClient } from "../tenant.js";

const announcement = {
  id: true,
  needId: true,
  teamId: true,
  answer: true,
  answeredAt: true,
  team: { select: { name: true } },
  answeredBy: { select: { name: true } },
  questions: { select: { id: true }, take: 1 },
} as const;

export function announcementStore(db: TenantClient, organizationId: string): AnnouncementStore {
  return {
    async add({ id, needId, teamId }) {
      await db.announcement.create({ data: { id, organizationId, needId, teamId } });
    },
    async byId(id) {
      const row = await db.announcement.findUnique({ where: { id }, select: announcement });
      return row ? announcementRow(row) : undefined;
    },
    async ofNeed(needId) {
      const rows = await db.announcement.findMany({
        where: { needId },
        select: announcement,
        orderBy: { team: { name: "asc" } },
      });
      return rows.map(announcementRow);
    },
    async answer(id, answer, memberId, at) {
      const { count } = await db.announcement.updateMany({
        where: { id, answer: null },
        data: { answer, answeredById: memberId, answeredAt: at },
      });
      return count === 1 ? "answered" : "settled_already";
    },
    async addQuestion({ id, announcementId, askedById, text }) {
      await db.question.create({ data: { id, organizationId, announcementId, askedById, text } });
    },
    async question(id) {
      const row = await db.question.findUnique({
        where: { id },
        select: {
          announcementId: true,
          text: true,
          askedBy: { select: { name: true } },
          announcement: { select: { needId: true, team: { select: { name: true } } } },
        },
      });
      if (!row) return undefined;
      const { announcementId, text, askedBy, announcement } = row;
      return {
        id,
        announcementId,
        text,
        askedBy: askedBy.name,
        needId: announcement.needId,
        team: announcement.team.name,
      };
    },
    owing: () => db.$queryRaw<{ team: string; needs: number[]; oldest: Date }[]>`
      SELECT t.name AS team, array_agg(n.number ORDER BY n.number) AS needs, min(a."createdAt") AS oldest
      FROM "Announcement" a
      JOIN "Team" t ON t."organizationId" = a."organizationId" AND t.id = a."teamId"
      JOIN "Need" n ON n."organizationId" = a."organizationId" AND n.id = a."needId"
      WHERE a."organizationId" = ${organizationId}::uuid AND a.answer IS NULL
      GROUP BY t.name ORDER BY min(a."createdAt"), t.name`,
  };
}

function announcementRow(row: {
  id: string;
  needId: string;
  teamId: string;
  answer: AnnouncementRow["answer"];
  answeredAt: Date | null;
  team: { name: string };
  answeredBy: { name: string } | null;
  questions: unknown[];
}): AnnouncementRow {
  const { id, needId, teamId, answer, answeredAt, team, answeredBy, questions } = row;
  return {
    id,
    needId,
    teamId,
    team: team.name,
    answer,
    answeredAt,
    answeredBy: answeredBy?.name ?? null,
    question: questions.length > 0,
  };
}
