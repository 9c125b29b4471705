import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";

/** Ends the weekly digest of this channel. */
export async function stopDigest(ctx: Context): Promise<void> {
  requireRole(ctx.actor, "manager");
  const { channelId } = ctx;
  if (!channelId) throw new DomainError("channel_needed");
  await ctx.store.transaction(async (tx) => {
    const stopped = await tx.digests.stop(channelId);
    if (stopped === "not_scheduled") throw new DomainError("digest_not_scheduled");
    await tx.audit.add(ctx.actor, "digest.stopped", channelId);
  });
}
