import type { CommandInput } from "../commands.js";
import { type Context, requireRole } from "../context.js";
import type { OrganizationRow, OrganizationSettings } from "./store.js";

const settings = ["country", "color", "privacyContact", "lawfulBasis", "replyTo"] as const;

/** Sets what an organization shows its customers; what is left empty is cleared. */
export async function changeOrganization(
  ctx: Context,
  input: CommandInput<"organizationChange">,
): Promise<OrganizationRow> {
  requireRole(ctx.actor, "admin");
  return ctx.store.transaction(async (tx) => {
    const before = await tx.organization.get();
    const wanted: OrganizationSettings = {
      country: input.country ?? null,
      color: input.color?.toLowerCase() ?? null,
      privacyContact: input.privacyContact ?? null,
      lawfulBasis: input.lawfulBasis,
      replyTo: input.replyTo?.toLowerCase() ?? null,
    };
    const changed = settings.filter((name) => before[name] !== wanted[name]);
    if (changed.length === 0) return before;
    // The audit holds no addresses: of those, only whether there is one.
    const only = (row: OrganizationSettings) =>
      Object.fromEntries(
        changed.map((name) => [
          name,
          name === "privacyContact" || name === "replyTo" ? row[name] !== null : row[name],
        ]),
      );
    await tx.organization.change(wanted);
    await tx.audit.add(ctx.actor, "organization.changed", ctx.organizationId, {
      before: only(before),
      after: only(wanted),
    });
    return { ...before, ...wanted };
  });
}
