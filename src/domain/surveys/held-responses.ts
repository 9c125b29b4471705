import { type Context, isAtLeast, requireMember } from "../context.js";
import type { ResponseRow } from "./response-store.js";

/** Of those that are held, how many are looked through for somebody's own. */
const SEARCHED = 1_000;

/** The held answers that a member may release, newest first: a manager all of them, others those of their customers. */
export async function heldResponses(
  ctx: Context,
  limit: number,
): Promise<{ responses: (ResponseRow & { answeredAt: Date })[]; total: number }> {
  const member = requireMember(ctx.actor);
  if (isAtLeast(member, "manager")) return ctx.store.surveys.held(limit);
  const { responses } = await ctx.store.surveys.held(SEARCHED);
  const own = responses.filter(({ ownerId }) => ownerId === member.memberId);
  return { responses: own.slice(0, limit), total: own.length };
}
