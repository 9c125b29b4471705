import { type Context, requireMember, requireRole } from "../context.js";
import { tokenFor } from "../tokens.js";

const HOURS_OPEN = 24;

/** Makes a link to the upload page, good for a day and for this member. */
export async function openUpload(ctx: Context): Promise<{ url: string; expiresAt: Date }> {
  requireRole(ctx.actor, "manager");
  const member = requireMember(ctx.actor);
  const id = ctx.newId();
  const { token, hash } = tokenFor(ctx.secret, "upload", id);
  const expiresAt = new Date(ctx.now().getTime() + HOURS_OPEN * 3_600_000);
  await ctx.store.transaction((tx) =>
    tx.customers.addUploadLink({ id, memberId: member.memberId, tokenHash: hash, expiresAt }),
  );
  return { url: ctx.links.upload(token), expiresAt };
}
