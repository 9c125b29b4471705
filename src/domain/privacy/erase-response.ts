import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { forgetWords } from "./erase-contact.js";

/**
 * Erases one answer but for its score, segment and day, and unties it from its invitation.
 * Refuses with "response_not_found", also where it was erased before.
 */
export async function eraseResponse(ctx: Context, responseId: string): Promise<void> {
  // A person shows by the receipt code, or by their link, that it is theirs.
  if (ctx.actor.kind === "member") requireRole(ctx.actor, "manager");
  await ctx.store.transaction(async (tx) => {
    const erased = await tx.privacy.eraseResponse(responseId, ctx.now());
    if (!erased) throw new DomainError("response_not_found");
    await forgetWords(tx, erased);
    await tx.audit.add(ctx.actor, "response.erased", responseId, { after: erased.counts });
  });
}
