import { type Context, requireRole, type Store } from "../context.js";
import { DomainError } from "../errors.js";
import { summaryOf } from "../needs/capture-need.js";
import type { Erased, ErasedCounts } from "./store.js";

/**
 * Erases a person: what they said, where they were asked, and who they are. Scores stay, as nobody's;
 * so does their wish not to be written to. Refuses with "contact_not_found".
 */
export async function eraseContact(ctx: Context, contactId: string): Promise<ErasedCounts> {
  // Whoever holds the mailed link asks for themselves.
  if (ctx.actor.kind !== "visitor") requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const erased = await tx.privacy.eraseContact(contactId, ctx.now());
    if (!erased) throw new DomainError("contact_not_found", { email: "" });
    await forgetWords(tx, erased);
    await tx.audit.add(ctx.actor, "contact.erased", contactId, { after: erased.counts });
    return erased.counts;
  });
}

/** Takes words that are gone out of the summaries they began, and out of the cards that show them. */
export async function forgetWords(tx: Store, { voices, subjects }: Erased): Promise<void> {
  for (const { needId, words } of voices) {
    const need = await tx.needs.byId(needId);
    if (!need || need.summary !== summaryOf(words)) continue;
    const other = need.voices.find((voice) => voice.words !== "");
    await tx.needs.setSummary(needId, other ? summaryOf(other.words) : "");
  }
  for (const subject of new Set([...subjects, ...voices.map(({ needId }) => needId)])) {
    await tx.deliveries.refresh(subject);
  }
}
