import { type Context, requireRole } from "../context.js";
import { findCustomer } from "./find-customer.js";
import type { CustomerRow } from "./store.js";

/** Pauses a customer, so that nobody of it is asked, or resumes it; a manager may, and the customer's owner. */
export async function pauseCustomer(
  ctx: Context,
  { name, paused }: { name: string; paused: boolean },
): Promise<CustomerRow> {
  return ctx.store.transaction(async (tx) => {
    const customer = await findCustomer(tx, name);
    const isOwner = ctx.actor.kind === "member" && ctx.actor.memberId === customer.ownerId;
    if (!isOwner) requireRole(ctx.actor, "manager");
    if ((customer.pausedAt !== null) === paused) return customer;
    const pausedAt = paused ? ctx.now() : null;
    await tx.customers.pause(customer.id, pausedAt);
    await tx.audit.add(ctx.actor, "customer.changed", customer.id, {
      before: { paused: !paused },
      after: { paused },
    });
    return { ...customer, pausedAt };
  });
}
