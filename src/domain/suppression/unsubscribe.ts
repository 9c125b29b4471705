import type { Context } from "../context.js";

/** How somebody told us not to write any more: on our page, by their mail program's button, or by a mail. */
export type UnsubscribeWay = "page" | "one_click" | "mail";

/** Writes to this address no more, for good; asking twice is the same as asking once. */
export async function unsubscribe(
  ctx: Context,
  { addressKey, way }: { addressKey: Buffer; way: UnsubscribeWay },
): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const added = await tx.suppressions.add({ addressKey, reason: "opted_out", until: null });
    if (added) await tx.audit.add(ctx.actor, "contact.unsubscribed", undefined, { after: { way } });
  });
}

/** Takes an objection back, by the person's own act on their own link. */
export async function resubscribe(ctx: Context, { addressKey }: { addressKey: Buffer }): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const lifted = await tx.suppressions.lift(addressKey, "opted_out");
    if (lifted) await tx.audit.add(ctx.actor, "contact.resubscribed");
  });
}
