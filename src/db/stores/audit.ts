import type { AuditStore } from "../../domain/audit/store.js";
import { actorKey } from "../../domain/context.js";
import type { Prisma } from "../generated/client.js";
import type { TenantClient } from "../tenant.js";

export function auditStore(db: TenantClient, organizationId: string): AuditStore {
  return {
    async add(actor, action, subjectId, change) {
      await db.audit.create({
        data: {
          organizationId,
          actor: actorKey(actor),
          action,
          subjectId: subjectId ?? null,
          ...(change?.at ? { at: change.at } : {}),
          ...(change?.before ? { before: change.before as Prisma.InputJsonObject } : {}),
          ...(change?.after ? { after: change.after as Prisma.InputJsonObject } : {}),
        },
      });
    },
  };
}
