import type { Context } from "../context.js";
import type { Locale } from "../customers/store.js";
import { startingThemes } from "../teams/themes.js";

/** Begins an organization with its starting themes. */
export async function createOrganization(
  ctx: Context,
  {
    name,
    locale,
    zone,
    isExample = false,
  }: { name: string; locale: Locale; zone: string; isExample?: boolean },
): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    await tx.organization.create({ id: ctx.organizationId, name, locale, zone, isExample });
    await tx.teams.addThemes(startingThemes.map((theme) => ({ id: ctx.newId(), ...theme })));
    await tx.audit.add(ctx.actor, "organization.created", ctx.organizationId, {
      after: { locale, zone, isExample },
    });
  });
}
