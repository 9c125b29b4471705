import { type Context, requireMember } from "../context.js";
import { DomainError } from "../errors.js";
import { recordNeed } from "./capture-need.js";

/** Turns a customer's reply by mail into a need or complaint of theirs, once. */
export async function captureFromReply(
  ctx: Context,
  { inboundId, kind }: { inboundId: string; kind: "need" | "complaint" },
): Promise<{ id: string; number: number; teams: string[] }> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const reply = await tx.inbound.reply(inboundId);
    if (!reply) throw new DomainError("response_not_found");
    const recorded = () => new DomainError("response_recorded", { number: String(reply.recorded ?? "") });
    if (reply.recorded) throw recorded();
    const { customerId, text: words } = reply;
    const need = await recordNeed(tx, ctx, member, { customerId, words, kind, horizon: "current" });
    if (!(await tx.inbound.recordAs(inboundId, need.id))) throw recorded();
    await tx.deliveries.refresh(inboundId);
    return need;
  });
}
