import type { FailureReason } from "../../domain/deliveries/outcomes.js";
import type { DeliveryStore, NewDelivery } from "../../domain/deliveries/store.js";
import type { MessageName } from "../../domain/messages.js";
import type { TenantClient } from "../tenant.js";

export function deliveryStore(db: TenantClient, organizationId: string): DeliveryStore {
  return {
    // One statement for all: row by row through the ORM, promising cost more than everything that follows.
    async add(deliveries) {
      if (deliveries.length === 0) return;
      await db.$executeRaw`
        WITH added AS (
          INSERT INTO "Delivery" (id, "organizationId", message, refs, "subjectId", transport, "channelId", "memberId", "contactId")
          SELECT id, ${organizationId}::uuid, message, refs, "subjectId", transport, "channelId", "memberId", "contactId"
          FROM jsonb_to_recordset(${JSON.stringify(deliveries.map(deliveryRow))}::jsonb)
            AS d(id uuid, message text, refs jsonb, "subjectId" uuid, transport "Transport", "channelId" uuid, "memberId" uuid, "contactId" uuid)
          RETURNING id
        )
        INSERT INTO "OutboxTask" (id, "organizationId", name, payload)
        SELECT gen_random_uuid(), ${organizationId}::uuid, 'deliver',
          jsonb_build_object('organizationId', ${organizationId}::uuid, 'deliveryId', id)
        FROM added`;
    },
    // A delivery that is being sent at this moment sees the new revision when it marks itself, and goes round again.
    refresh: (subjectId) => db.$executeRaw`
      WITH touched AS (
        UPDATE "Delivery" SET revision = revision + 1,
          status = CASE WHEN status = 'sent' THEN 'pending'::"DeliveryStatus" ELSE status END
        WHERE "organizationId" = ${organizationId}::uuid AND "subjectId" = ${subjectId}::uuid AND status <> 'failed'
          AND transport <> 'mail'
        RETURNING id, status
      )
      INSERT INTO "OutboxTask" (id, "organizationId", name, payload)
      SELECT gen_random_uuid(), ${organizationId}::uuid, 'deliver',
        jsonb_build_object('organizationId', ${organizationId}::uuid, 'deliveryId', id)
      FROM touched WHERE status = 'pending'`,
    async failed(limit) {
      const where = { status: "failed" as const, failedAt: { not: null } };
      const [rows, total] = await Promise.all([
        db.delivery.findMany({
          where,
          select: { id: true, message: true, transport: true, reason: true, failedAt: true },
          orderBy: { failedAt: "desc" },
          take: limit,
        }),
        db.delivery.count({ where }),
      ]);
      const deliveries = rows.map(({ id, message, transport, reason, failedAt }) => ({
        id,
        message: message as MessageName,
        transport,
        reason: (reason ?? "attempts_used_up") as FailureReason,
        failedAt: failedAt ?? new Date(0),
      }));
      return { deliveries, total };
    },
    retry: (deliveryId) => db.$executeRaw`
      WITH again AS (
        UPDATE "Delivery" SET status = 'pending', reason = NULL, "failedAt" = NULL, "unknownOutcomes" = 0
        WHERE "organizationId" = ${organizationId}::uuid AND status = 'failed'
          AND (${deliveryId ?? null}::uuid IS NULL OR id = ${deliveryId ?? null}::uuid)
        RETURNING id
      )
      INSERT INTO "OutboxTask" (id, "organizationId", name, payload)
      SELECT gen_random_uuid(), ${organizationId}::uuid, 'deliver',
        jsonb_build_object('organizationId', ${organizationId}::uuid, 'deliveryId', id)
      FROM again`,
  };
}

function deliveryRow({ id, message, refs, subjectId, transport, recipient }: NewDelivery) {
  return { id, message, refs, subjectId, transport, ...recipient };
}
