import { type Context, requireMember } from "../context.js";
import { DomainError } from "../errors.js";
import { contentOf } from "./intake-content.js";
import type { IntakeContent } from "./store.js";

/** Says that there is nothing more to do about what somebody told us; the person sees it on the status page. */
export async function closeIntake(ctx: Context, { intakeId }: { intakeId: string }): Promise<IntakeContent> {
  requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    if (!(await tx.intake.byId(intakeId))) throw new DomainError("intake_not_found");
    if (!(await tx.intake.close(intakeId, ctx.now()))) throw new DomainError("intake_closed");
    await tx.audit.add(ctx.actor, "intake.closed", intakeId);
    await tx.deliveries.refresh(intakeId);
    const closed = await tx.intake.byId(intakeId);
    if (!closed) throw new DomainError("intake_not_found");
    return contentOf(closed);
  });
}
