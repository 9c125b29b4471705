import { type Context, requireRole, type Store } from "../context.js";
import { DomainError } from "../errors.js";
import type { MemberRow } from "../members/store.js";

/** How a contact is unlinked, in the place of a name. */
export const NOBODY = "-";

/**
 * Says which colleague or guest in chat a contact is, so that they are asked there; "-" for nobody: they are asked by mail.
 * Refuses with contact_not_found, or member_not_found where there is none or more than one of that name.
 */
export async function linkContact(
  ctx: Context,
  { email, member: named }: { email: string; member: string },
): Promise<{ contact: string; member: MemberRow | undefined }> {
  requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const contact = await tx.customers.contactByEmail(email);
    if (!contact) throw new DomainError("contact_not_found", { email });
    const member = named === NOBODY ? undefined : await findMember(tx, named);
    await tx.customers.setContactMember(contact.id, member?.id ?? null);
    await tx.audit.add(ctx.actor, "contact.linked", contact.id, {
      before: { memberId: contact.memberId },
      after: { memberId: member?.id ?? null },
    });
    return { contact: contact.name ?? contact.email, member };
  });
}

/** A form names a member by id, so that two of one name can be told apart; a person types the name. */
async function findMember(store: Store, idOrName: string): Promise<MemberRow> {
  const byId = (await store.members.list()).find(({ id }) => id === idOrName);
  if (byId) return byId;
  const [member, another] = await store.members.byName(idOrName.replace(/^@/, ""));
  if (!member || another) throw new DomainError("member_not_found", { name: idOrName });
  return member;
}
