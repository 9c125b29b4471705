import type { Context } from "../context.js";
import { DomainError } from "../errors.js";
import { inScale } from "../satisfaction/instruments.js";
import { auditResponse } from "./audit-response.js";
import { type HeldFor, heldFor, RESTLESS_MS } from "./held.js";

const EDIT_HOURS = 24;

/** Answers that were given after this may still be changed. */
export function editableSince(now: Date): Date {
  return new Date(now.getTime() - EDIT_HOURS * 3_600_000);
}

/** Whether an answer can still be changed: for 24 h, and while it is held; of an anonymous one only the day is known. */
export function isEditable(
  answer: { answeredAt: Date; anonymous?: boolean; heldFor: HeldFor | null },
  now: Date,
): boolean {
  const since = editableSince(now);
  if (answer.anonymous) since.setUTCHours(0, 0, 0, 0);
  return answer.heldFor !== null || answer.answeredAt >= since;
}

/**
 * Changes the score of an answer within 24 h; the last one counts. What a machine did in haste, a person may put right later.
 * Refuses with response_final or score_out_of_range. `opened` is when the page was opened that it was sent from.
 */
export async function reviseResponse(
  ctx: Context,
  { responseId, score, opened }: { responseId: string; score: number; opened: Date },
): Promise<void> {
  const now = ctx.now();
  await ctx.store.transaction(async (tx) => {
    const response = await tx.surveys.response(responseId);
    if (!response) throw new DomainError("link_unknown");
    if (!inScale(response.instrument, score)) throw new DomainError("score_out_of_range");
    const recent = await tx.surveys.revisionsSince(responseId, new Date(now.getTime() - RESTLESS_MS));
    const held = heldFor(opened, now, [...recent, response.score, score]);
    const before = await tx.surveys.reviseScore(responseId, {
      score,
      at: now,
      since: editableSince(now),
      heldFor: held,
    });
    if (!before) throw new DomainError("response_final");
    if (before.score === score && before.heldFor === held) return;
    await auditResponse(tx, ctx, "response.revised", response, {
      before: { score: before.score, heldFor: before.heldFor },
      after: { score, heldFor: held },
    });
  });
}
