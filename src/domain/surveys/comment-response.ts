import type { Context } from "../context.js";
import { tellMember } from "../deliveries/tell.js";
import { DomainError } from "../errors.js";
import { isLowScore } from "../satisfaction/instruments.js";

/** The longest comment that is kept, in code points. */
export const COMMENT_MAX = 20_000;

const COMMENT_HOURS = 24;

/** Answers that were given after this may still get their comment. */
export function commentableSince(now: Date): Date {
  return new Date(now.getTime() - COMMENT_HOURS * 3_600_000);
}

/** How long a text is, as a person counts: code points, a line break being one. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

export type ResponseComment = { text: string; mayContact: boolean; mayQuote: boolean };

/**
 * Adds the customer's words and permissions to their answer, once and within 24 h; either may be missing.
 * Words with a low score are told to the customer's owner. The same words again are taken for a double click.
 * Refuses with comment_too_long (length, max) or comment_recorded.
 */
export async function commentResponse(
  ctx: Context,
  { text, mayContact, mayQuote }: ResponseComment,
): Promise<void> {
  if (ctx.actor.kind !== "respondent") throw new DomainError("not_allowed");
  const { invitationId } = ctx.actor;
  const length = lengthOf(text);
  if (length > COMMENT_MAX) {
    throw new DomainError("comment_too_long", { length: String(length), max: String(COMMENT_MAX) });
  }
  await ctx.store.transaction(async (tx) => {
    const comment = { text: text || null, mayContact, mayQuote };
    const added = await tx.surveys.addComment(invitationId, comment, commentableSince(ctx.now()));
    const response = await tx.surveys.responseOfInvitation(invitationId);
    if (!response) throw new DomainError("link_unknown");
    if (added === "recorded_already") {
      if ((response.comment ?? "") === text && response.mayContact === mayContact) return;
      throw new DomainError("comment_recorded");
    }
    const after = { commented: text !== "", mayContact, mayQuote };
    await tx.audit.add(ctx.actor, "response.commented", response.id, { after });
    if (text === "" || !response.ownerId || !isLowScore(response.instrument, response.score)) return;
    await tellMember(tx, ctx, response.ownerId, "lowScore", { responseId: response.id }, response.id);
  });
}
