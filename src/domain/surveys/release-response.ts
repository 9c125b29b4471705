import { type Context, requireRole } from "../context.js";
import { tellMember } from "../deliveries/tell.js";
import { DomainError } from "../errors.js";
import { isLowScore } from "../satisfaction/instruments.js";

/** Lets a held answer count from now on: a manager, or the customer's owner, has looked at it. */
export async function releaseResponse(ctx: Context, { responseId }: { responseId: string }) {
  return ctx.store.transaction(async (tx) => {
    const response = await tx.surveys.response(responseId);
    if (!response) throw new DomainError("response_not_found");
    const isOwner = ctx.actor.kind === "member" && ctx.actor.memberId === response.ownerId;
    if (!isOwner) requireRole(ctx.actor, "manager");
    if ((await tx.surveys.release(responseId)) === "not_held") throw new DomainError("response_not_held");
    await tx.audit.add(ctx.actor, "response.released", responseId, { before: { heldFor: response.heldFor } });
    const { ownerId, comment, anonymous, instrument, score } = response;
    if (ownerId && comment && !anonymous && isLowScore(instrument, score)) {
      await tellMember(tx, ctx, ownerId, "lowScore", { responseId }, responseId);
    }
    return response;
  });
}
