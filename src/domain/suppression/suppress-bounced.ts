import type { Context, Store } from "../context.js";
import type { StartedDelivery } from "../deliveries/store.js";
import { addressKey } from "./address-key.js";

const PAUSE_DAYS = 90;
const SOFT_IN_A_ROW = 3;

/** Who a mail was for, as far as they are still known. */
export type Bounced = { contactId: string | null; email: string | null };

/** Writes to a dead address no more. */
export async function suppressDead(tx: Store, ctx: Context, { contactId, email }: Bounced): Promise<void> {
  if (!contactId || !email) return;
  const key = addressKey(ctx.secret, email);
  const added = await tx.suppressions.add({ addressKey: key, reason: "hard_bounce", until: null });
  if (added)
    await tx.audit.add(ctx.actor, "contact.suppressed", contactId, { after: { reason: "hard_bounce" } });
}

/** Counts a passing bounce; the third in a row pauses the address for 90 days. */
export async function countSoftBounce(
  tx: Store,
  ctx: Context,
  { contactId, email }: Bounced,
  inboundId: string,
): Promise<void> {
  if (!contactId || !email) return;
  const inARow = await tx.inbound.countSoftBounce(contactId, inboundId);
  if (inARow < SOFT_IN_A_ROW) return;
  const until = new Date(ctx.now().getTime() + PAUSE_DAYS * 86_400_000);
  await tx.suppressions.add({ addressKey: addressKey(ctx.secret, email), reason: "soft_bounce", until });
  await tx.inbound.forgetSoftBounces(contactId);
  const after = { reason: "soft_bounce", until: until.toISOString() };
  await tx.audit.add(ctx.actor, "contact.suppressed", contactId, { after });
}

/** A mail server has refused the address while we were sending: the same as a bounce that says so. */
export async function suppressRefused(
  ctx: Context,
  { id, transport }: Pick<StartedDelivery, "id" | "transport">,
): Promise<void> {
  if (transport !== "mail") return;
  await ctx.store.transaction(async (tx) => {
    const sent = await tx.inbound.sentMail(id);
    if (sent) await suppressDead(tx, ctx, sent);
  });
}
