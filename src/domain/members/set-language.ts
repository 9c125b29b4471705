import { type Context, requireMember } from "../context.js";
import type { Locale } from "../customers/store.js";

/** Chooses the language that a member is answered in. */
export async function setLanguage(ctx: Context, { locale }: { locale: Locale }): Promise<void> {
  const member = requireMember(ctx.actor);
  await ctx.store.transaction(async (tx) => {
    await tx.members.setLocale(member.memberId, locale);
    await tx.audit.add(member, "member.language_changed", member.memberId, { after: { locale } });
  });
}
