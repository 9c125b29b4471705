import { type Context, requireMember } from "../context.js";
import { DomainError } from "../errors.js";
import { recordNeed } from "./capture-need.js";

/** Turns the comment of an answer into a need or complaint of that customer, once. */
export async function captureFromResponse(
  ctx: Context,
  { responseId, kind }: { responseId: string; kind: "need" | "complaint" },
): Promise<{ id: string; number: number; teams: string[] }> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const response = await tx.surveys.response(responseId);
    // Nobody's words are theirs any more once they were erased, and nobody's where they were given anonymously.
    if (!response?.comment || !response.customerId) throw new DomainError("response_not_found");
    const recorded = await tx.needs.numberOfResponse(responseId);
    if (recorded) throw new DomainError("response_recorded", { number: String(recorded) });
    const { customerId, comment: words } = response;
    const need = await recordNeed(tx, ctx, member, {
      customerId,
      words,
      kind,
      horizon: "current",
      responseId,
    });
    await tx.deliveries.refresh(responseId);
    return need;
  });
}
