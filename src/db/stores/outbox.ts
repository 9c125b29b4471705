import { randomUUID } from "node:crypto";
import type { OutboxStore } from "../../domain/context.js";
import type { TenantClient } from "../tenant.js";

export function outboxStore(db: TenantClient, organizationId: string): OutboxStore {
  return {
    async add(name, payload, dueAt) {
      await db.outboxTask.create({
        data: {
          id: randomUUID(),
          organizationId,
          name,
          payload: { organizationId, ...payload },
          ...(dueAt ? { dueAt } : {}),
        },
      });
    },
  };
}
