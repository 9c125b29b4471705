import type { Context } from "../context.js";
import { Withdrawn } from "../deliveries/outcomes.js";
import type { MailFoot } from "../deliveries/send.js";
import { tokenFor } from "../tokens.js";
import { addressKey } from "./address-key.js";
import { skippedFor } from "./store.js";

/**
 * The last look before a contact is written to: what the mail says about its sender, and how to get no more of them.
 * Throws Withdrawn where the contact was erased or does not want to be written to any more.
 */
export async function checkSending(ctx: Context, contactId: string, email: string): Promise<MailFoot> {
  const sending = await ctx.store.suppressions.atSending(contactId, addressKey(ctx.secret, email), ctx.now());
  if (!sending) throw new Withdrawn("erased");
  if (sending.suppressed) throw new Withdrawn(skippedFor[sending.suppressed]);
  const { token } = tokenFor(ctx.secret, "unsubscribe", contactId);
  return {
    replyTo: sending.replyTo,
    ownerEmail: sending.ownerEmail,
    unsubscribeToken: token,
    unsubscribeLink: ctx.links.unsubscribe(token),
    privacyLink: ctx.links.privacy(sending.slug),
  };
}
