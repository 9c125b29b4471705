import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { LOGO_MAX_BYTES, logoType } from "./logo-type.js";

/** Keeps a picture as the organization's logo, or takes the logo away; refuses what is no picture, or too large. */
export async function setLogo(ctx: Context, bytes: Uint8Array | null): Promise<void> {
  requireRole(ctx.actor, "admin");
  const type = bytes ? logoType(bytes) : undefined;
  if (bytes && bytes.length > LOGO_MAX_BYTES) throw new DomainError("logo_too_large");
  if (bytes && !type) throw new DomainError("logo_unknown");
  await ctx.store.transaction(async (tx) => {
    const { hasLogo } = await tx.organization.get();
    await tx.organization.setLogo(bytes && type ? { bytes: Buffer.from(bytes), type } : null);
    await tx.audit.add(ctx.actor, "organization.changed", ctx.organizationId, {
      before: { logo: hasLogo },
      after: { logo: type ?? false },
    });
  });
}
