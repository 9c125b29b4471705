import type { PostRow, WorkspaceStore } from "../../domain/workspace/store.js";
import { Prisma } from "../generated/client.js";
import { WORKSPACE_CHANNEL } from "../listen.js";
import type { TenantClient } from "../tenant.js";

export function workspaceStore(db: TenantClient, organizationId: string): WorkspaceStore {
  const announce = () => db.$executeRaw`SELECT pg_notify(${WORKSPACE_CHANNEL}, ${organizationId})`;
  return {
    async addPost({ id, channelId, authorId, visibleToId, text, card }) {
      await db.workspacePost.createMany({
        data: [
          {
            id,
            organizationId,
            channelId: channelId ?? null,
            authorId: authorId ?? null,
            visibleToId: visibleToId ?? null,
            text: text ?? null,
            card: card === undefined ? Prisma.DbNull : (card as Prisma.InputJsonObject),
          },
        ],
        skipDuplicates: true,
      });
      await announce();
    },
    async updatePost(id, card) {
      const { count } = await db.workspacePost.updateMany({
        where: { id },
        data: { card: card as Prisma.InputJsonObject, edited: true },
      });
      await announce();
      return count === 1;
    },
    async posts({ channelId, memberId }, limit) {
      const rows = await db.$queryRaw<PostRow[]>`
        SELECT p.id, p."channelId", p."authorId", m.name AS author, p."visibleToId", p.text, p.card, p.edited, p."createdAt"
        FROM "WorkspacePost" p
        LEFT JOIN "Member" m ON m."organizationId" = p."organizationId" AND m.id = p."authorId"
        WHERE p."organizationId" = ${organizationId}::uuid
          AND p."channelId" IS NOT DISTINCT FROM ${channelId ?? null}::uuid
          AND (p."visibleToId" = ${memberId}::uuid OR (p."visibleToId" IS NULL AND p."channelId" IS NOT NULL))
        ORDER BY p."createdAt" DESC, p.id DESC LIMIT ${limit}`;
      return rows.reverse();
    },
    async addMail(mail) {
      await db.mailboxMail.createMany({ data: [{ ...mail, organizationId }], skipDuplicates: true });
      await announce();
    },
    mails: (limit) =>
      db.mailboxMail.findMany({
        orderBy: { createdAt: "desc" },
        take: limit,
        omit: { organizationId: true },
      }),
    async mail(id) {
      return (
        (await db.mailboxMail.findUnique({ where: { id }, omit: { organizationId: true } })) ?? undefined
      );
    },
  };
}
