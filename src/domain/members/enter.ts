import type { Context, Member } from "../context.js";
import type { Locale } from "../customers/store.js";
import type { Identity, MemberRow, Place } from "./store.js";

export type Entering = {
  identity: Identity;
  name: string;
  locale?: Locale | undefined;
  zone?: string | undefined;
  place?: Place | undefined;
};

/**
 * Recognises who speaks and where, recording a person and a channel that are new.
 * The first person of an organization becomes its admin.
 */
export async function enter(
  ctx: Context,
  entering: Entering,
): Promise<{ actor: Member; channelId: string | undefined }> {
  const member = (await ctx.store.members.byIdentity(entering.identity)) ?? (await join(ctx, entering));
  await ctx.store.members.seen(member.id, entering.identity, ctx.now());
  const channel = entering.place && (await ctx.store.members.channelAt(entering.place, ctx.newId()));
  return { actor: await actorOf(ctx, member), channelId: channel?.id };
}

async function join(ctx: Context, { identity, name, locale, zone }: Entering): Promise<MemberRow> {
  return ctx.store.transaction(async (tx) => {
    // The lock also lets two requests of one newcomer pass one after the other.
    const admins = await tx.members.lockAdmins();
    const known = await tx.members.byIdentity(identity);
    if (known) return known;
    const member = {
      id: ctx.newId(),
      name: name.trim() || identity.externalId,
      role: admins.length === 0 ? "admin" : "member",
      locale,
      zone,
    } as const;
    await tx.members.add(member);
    await tx.members.addIdentity(member.id, identity, ctx.newId());
    const after = { role: member.role, platform: identity.platform };
    await tx.audit.add({ kind: "service" }, "member.joined", member.id, { after });
    return { ...member, locale: locale ?? null, zone: zone ?? null };
  });
}

/** A member as an actor, with the organization's language and zone where they have none of their own. */
export async function actorOf(ctx: Pick<Context, "store">, member: MemberRow): Promise<Member> {
  const organization = await ctx.store.organization.get();
  return {
    kind: "member",
    memberId: member.id,
    name: member.name,
    role: member.role,
    locale: member.locale ?? organization.locale,
    zone: member.zone ?? organization.zone,
  };
}
