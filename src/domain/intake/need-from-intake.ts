import { type Context, requireMember } from "../context.js";
import { findCustomer } from "../customers/find-customer.js";
import { DomainError } from "../errors.js";
import { recordNeed } from "../needs/capture-need.js";
import type { NeedKind } from "../needs/store.js";

/**
 * Turns what somebody told us into a need of a customer, once.
 * `customer` is asked for where nobody knows it yet: without it refuses with "customer_not_found".
 */
export async function needFromIntake(
  ctx: Context,
  { intakeId, kind, customer }: { intakeId: string; kind: NeedKind; customer?: string | undefined },
): Promise<{ id: string; number: number; teams: string[] }> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const intake = await tx.intake.byId(intakeId);
    if (!intake?.words) throw new DomainError("intake_not_found");
    if (intake.need) throw new DomainError("intake_recorded", { number: String(intake.need.number) });
    if (intake.closedAt) throw new DomainError("intake_closed");
    const customerId = customer ? (await findCustomer(tx, customer)).id : intake.customerId;
    if (!customerId) throw new DomainError("customer_not_found", { name: "" });
    const need = await recordNeed(tx, ctx, member, {
      customerId,
      words: intake.words,
      kind,
      horizon: "current",
    });
    // Somebody else was faster: their need stands, ours is undone with the transaction.
    if (!(await tx.intake.becomes(intakeId, { needId: need.id, customerId }))) {
      const recorded = await tx.intake.byId(intakeId);
      throw new DomainError("intake_recorded", { number: String(recorded?.need?.number ?? "") });
    }
    await tx.audit.add(ctx.actor, "intake.recorded", intakeId, { after: { number: need.number } });
    await tx.deliveries.refresh(intakeId);
    return need;
  });
}
