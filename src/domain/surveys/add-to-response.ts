import type { Context } from "../context.js";
import { tellMember } from "../deliveries/tell.js";
import { DomainError } from "../errors.js";
import { isLowScore } from "../satisfaction/instruments.js";
import { auditResponse } from "./audit-response.js";
import type { Addition } from "./response-store.js";
import { editableSince } from "./revise-response.js";

/** The longest text of a customer that is kept, in code points. */
export const COMMENT_MAX = 20_000;

/** How long a text is, as a person counts: code points, a line break being one. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/**
 * Adds the customer's words, further answers and permissions to their score, or replaces them, within 24 h.
 * Words with a low score are told to the customer's owner, once. Refuses with comment_too_long (length, max) or response_final.
 */
export async function addToResponse(
  ctx: Context,
  { responseId, ...addition }: Addition & { responseId: string },
): Promise<void> {
  for (const text of [addition.comment ?? "", ...Object.values(addition.answers)]) {
    const length = lengthOf(text);
    if (length > COMMENT_MAX) {
      throw new DomainError("comment_too_long", { length: String(length), max: String(COMMENT_MAX) });
    }
  }
  const now = ctx.now();
  await ctx.store.transaction(async (tx) => {
    const added = await tx.surveys.addToResponse(responseId, addition, now, editableSince(now));
    if (added === "too_late") throw new DomainError("response_final");
    if (added === "same") return;
    const response = await tx.surveys.response(responseId);
    if (!response) throw new DomainError("link_unknown");
    const { comment, mayContact, mayQuote } = addition;
    await auditResponse(tx, ctx, "response.commented", response, {
      after: { replaced: added === "replaced", commented: comment !== null, mayContact, mayQuote },
    });
    if (added === "replaced") {
      await tx.deliveries.refresh(responseId);
      return;
    }
    const tells = comment !== null && !response.anonymous && !response.heldFor;
    if (!tells || !response.ownerId || !isLowScore(response.instrument, response.score)) return;
    await tellMember(tx, ctx, response.ownerId, "lowScore", { responseId }, responseId);
  });
}
