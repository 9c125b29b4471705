import { z } from "zod";
import type { Context } from "../context.js";
import type { Locale } from "../customers/store.js";
import { typedText } from "../text.js";
import type { Identity, MemberRow } from "./store.js";

export const personName = typedText.pipe(z.string().trim().min(1).max(80));

/** Who a member is in the browser workspace. */
function browserSelf(memberId: string): Identity {
  return { platform: "browser", workspaceId: "local", externalId: memberId };
}

/** Adds a person to the browser workspace, or finds the one of that name; the first of an organization is its admin. */
export async function addPerson(
  ctx: Pick<Context, "store" | "actor" | "newId">,
  person: { name: string; locale?: Locale; zone?: string },
): Promise<MemberRow> {
  return ctx.store.transaction(async (tx) => {
    const admins = await tx.members.lockAdmins();
    const namesake = (await tx.members.list()).find((member) => member.name === person.name);
    if (namesake) return namesake;
    const member = { id: ctx.newId(), ...person, role: admins.length === 0 ? "admin" : "member" } as const;
    await tx.members.add(member);
    await tx.members.addIdentity(member.id, browserSelf(member.id), ctx.newId());
    const after = { role: member.role, platform: "browser" };
    await tx.audit.add(ctx.actor, "member.joined", member.id, { after });
    return { ...member, locale: person.locale ?? null, zone: person.zone ?? null };
  });
}

/** Lets a member who came from elsewhere be in the browser workspace too, and be reached there. */
export async function takeSelf(
  ctx: Pick<Context, "store" | "newId" | "now">,
  { memberId }: { memberId: string },
): Promise<void> {
  const self = browserSelf(memberId);
  if (!(await ctx.store.members.byIdentity(self))) {
    await ctx.store.transaction(async (tx) => {
      await tx.members.lockAdmins();
      if (!(await tx.members.byIdentity(self))) await tx.members.addIdentity(memberId, self, ctx.newId());
    });
  }
  await ctx.store.members.seen(memberId, self, ctx.now());
}
