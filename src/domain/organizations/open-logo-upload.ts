import { type Context, requireMember, requireRole } from "../context.js";
import { tokenFor } from "../tokens.js";

const HOURS_OPEN = 24;

/** Makes a link to the page where the logo is uploaded, good for a day and for this admin. */
export async function openLogoUpload(ctx: Context): Promise<{ url: string; expiresAt: Date }> {
  requireRole(ctx.actor, "admin");
  const { memberId } = requireMember(ctx.actor);
  const id = ctx.newId();
  const { token, hash: tokenHash } = tokenFor(ctx.secret, "logo", id);
  const expiresAt = new Date(ctx.now().getTime() + HOURS_OPEN * 3_600_000);
  await ctx.store.transaction((tx) =>
    tx.customers.addUploadLink({ id, memberId, tokenHash, expiresAt, purpose: "logo" }),
  );
  return { url: ctx.links.logo(token), expiresAt };
}
