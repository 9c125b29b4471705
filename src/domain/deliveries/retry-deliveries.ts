import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";

/** Sends failed messages again: one of them, or all. */
export async function retryDeliveries(
  ctx: Context,
  { deliveryId }: { deliveryId?: string | undefined },
): Promise<number> {
  requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const retried = await tx.deliveries.retry(deliveryId);
    if (retried === 0) throw new DomainError("delivery_not_found");
    await tx.audit.add(ctx.actor, "delivery.retried", deliveryId, { after: { retried } });
    return retried;
  });
}
