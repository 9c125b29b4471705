import type { Pool } from "pg";
import type { DeliveryLedger, Recipient, StartedDelivery } from "../domain/deliveries/store.js";
import { coalesce } from "./coalesce.js";

type Ref = { organizationId: string; deliveryId: string; taskId: string };

/**
 * The look and the mark of deliveries: those that come while one statement runs go into the next.
 * `pool` need not wait for the disk: what a crash loses here is found again by its outbox row.
 */
export function deliveryLedger(pool: Pool): DeliveryLedger {
  const start = coalesce(async (items: { ref: Ref; now: Date }[]) => {
    const { rows } = await pool.query<StartedRow>({
      name: "delivery-start",
      text: `
        UPDATE "Delivery" d SET status = 'sending', "startedAt" = $4, "startedBy" = t.task,
          "unknownOutcomes" = d."unknownOutcomes" + CASE WHEN d.status = 'sending' THEN 1 ELSE 0 END
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS t(organization, id, task)
        WHERE d.id = t.id AND d."organizationId" = t.organization
          AND (d.status = 'pending' OR (d.status = 'sending' AND d."startedBy" = t.task))
        RETURNING d.id, d."organizationId", d.message, d.refs, d.transport, d."channelId", d."memberId", d."contactId",
          d.revision, d."externalRef", d."unknownOutcomes", t.task`,
      values: [...columns(items.map(({ ref }) => ref)), items[0]?.now],
    });
    const started = new Map(rows.map((row) => [row.task, startedDelivery(row)]));
    return items.map(({ ref }) => started.get(ref.taskId));
  });

  const sent = coalesce(async (items: { ref: Ref; revision: number; externalRef: unknown; now: Date }[]) => {
    const { rows } = await pool.query<{ id: string; again: boolean }>({
      name: "delivery-sent",
      text: `
        WITH t AS (
          SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::jsonb[]) AS t(organization, id, task, revision, ref)
        ), done AS (
          UPDATE "Delivery" d SET
            status = CASE WHEN d.revision > t.revision THEN 'pending'::"DeliveryStatus" ELSE 'sent' END,
            "sentRevision" = t.revision, "externalRef" = t.ref, "sentAt" = $6, reason = NULL
          FROM t WHERE d.id = t.id AND d."organizationId" = t.organization
          RETURNING d.id, d."organizationId", d.message, d."subjectId", t.task, d.revision > t.revision AS again
        ), ended AS (
          DELETE FROM "OutboxTask" o USING done WHERE o.id = done.task AND NOT done.again
        ), invited AS (
          UPDATE "Invitation" i SET "sentAt" = $6, "bouncedAt" = NULL FROM done
          WHERE done.message IN ('invitation', 'question') AND i."organizationId" = done."organizationId" AND i.id = done."subjectId"
            AND (i."sentAt" IS NULL OR i."bouncedAt" IS NOT NULL)
        )
        SELECT id, again FROM done`,
      values: [
        ...columns(items.map(({ ref }) => ref)),
        items.map(({ revision }) => revision),
        items.map(({ externalRef }) => JSON.stringify(externalRef ?? null)),
        items[0]?.now,
      ],
    });
    const again = new Map(rows.map((row) => [row.id, row.again]));
    return items.map(({ ref }) => again.get(ref.deliveryId) ?? false);
  });

  return {
    start: (ref, now) => start({ ref, now }),
    sent: (ref, { revision, externalRef }, now) => sent({ ref, revision, externalRef, now }),
    async release({ organizationId, deliveryId }, unknown) {
      await pool.query(
        `UPDATE "Delivery" SET status = 'pending', "unknownOutcomes" = "unknownOutcomes" + $3
         WHERE "organizationId" = $1 AND id = $2 AND status = 'sending'`,
        [organizationId, deliveryId, unknown ? 1 : 0],
      );
    },
    async fail({ organizationId, deliveryId }, reason, now) {
      await pool.query(
        `WITH failed AS (
           UPDATE "Delivery" SET status = 'failed', reason = $3, "failedAt" = $4
           WHERE "organizationId" = $1 AND id = $2 AND status <> 'sent'
           RETURNING message, "subjectId"
         )
         UPDATE "Invitation" i SET "sentAt" = $4, "bouncedAt" = $4 FROM failed
         WHERE failed.message = 'invitation' AND $3 = 'address_refused'
           AND i."organizationId" = $1 AND i.id = failed."subjectId" AND i."bouncedAt" IS NULL`,
        [organizationId, deliveryId, reason, now],
      );
    },
    async withdraw({ organizationId, deliveryId, taskId }, reason, now) {
      await pool.query(
        `WITH withdrawn AS (
           UPDATE "Delivery" SET status = 'withdrawn', reason = $4
           WHERE "organizationId" = $1 AND id = $2 AND status NOT IN ('sent', 'failed')
           RETURNING message, "subjectId", "contactId"
         ), ended AS (
           DELETE FROM "OutboxTask" WHERE id = $3
         ), unasked AS (
           UPDATE "Invitation" i SET "withdrawnAt" = $5 FROM withdrawn d
           WHERE d.message IN ('invitation', 'question') AND i."organizationId" = $1 AND i.id = d."subjectId"
           RETURNING i."waveId", coalesce(i."contactId", d."contactId") AS contact, i."customerId"
         )
         INSERT INTO "Skip" ("organizationId", "waveId", "contactId", reason, segment)
         SELECT $1, u."waveId", u.contact, $4, c.segment
         FROM unasked u LEFT JOIN "Customer" c ON c."organizationId" = $1 AND c.id = u."customerId"
         WHERE u.contact IS NOT NULL ON CONFLICT DO NOTHING`,
        [organizationId, deliveryId, taskId, reason, now],
      );
    },
  };
}

function columns(refs: Ref[]): string[][] {
  return [
    refs.map((ref) => ref.organizationId),
    refs.map((ref) => ref.deliveryId),
    refs.map((ref) => ref.taskId),
  ];
}

type StartedRow = Omit<StartedDelivery, "recipient"> & {
  task: string;
  channelId: string | null;
  memberId: string | null;
  contactId: string | null;
};

function startedDelivery({ channelId, memberId, contactId, task: _, ...row }: StartedRow): StartedDelivery {
  return { ...row, recipient: recipientOf(channelId, memberId, contactId) };
}

function recipientOf(channelId: string | null, memberId: string | null, contactId: string | null): Recipient {
  if (channelId) return { channelId };
  if (memberId) return { memberId };
  return { contactId: contactId ?? "" };
}
