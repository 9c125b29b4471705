import type { InteractionKind, InteractionStore } from "../../domain/interactions/store.js";
import type { TenantClient } from "../tenant.js";

export function interactionStore(db: TenantClient, organizationId: string): InteractionStore {
  return {
    async add({ contactId, memberId, note, ...row }) {
      await db.interaction.create({
        data: {
          ...row,
          organizationId,
          contactId: contactId ?? null,
          memberId: memberId ?? null,
          note: note ?? null,
        },
      });
    },
    async byId(id) {
      const row = await db.interaction.findUnique({ where: { id } });
      if (!row) return undefined;
      const { customerId, contactId, memberId, kind, note, at } = row;
      return {
        id,
        customerId,
        contactId: contactId ?? undefined,
        memberId: memberId ?? undefined,
        kind: kind as InteractionKind,
        note: note ?? undefined,
        at,
      };
    },
    async ofCustomer(customerId, limit) {
      const rows = await db.interaction.findMany({
        where: { customerId },
        select: { kind: true, note: true, at: true, member: { select: { name: true } } },
        orderBy: { at: "desc" },
        take: limit,
      });
      return rows.map(({ member, kind, ...row }) => ({
        ...row,
        kind: kind as InteractionKind,
        by: member?.name ?? null,
      }));
    },
  };
}
