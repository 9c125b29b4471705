import type { CommandInput } from "../commands.js";
import { type Context, requireMember, type Store } from "../context.js";
import { DomainError } from "../errors.js";
import { findCustomer } from "./find-customer.js";
import { nameKey } from "./name-key.js";
import type { CustomerRow, NewCustomer } from "./store.js";

/** Adds a customer, with a first contact where an e-mail address is given; whoever adds it owns it unless another does. */
export async function addCustomer(ctx: Context, input: CommandInput<"customerAdd">): Promise<CustomerRow> {
  const member = requireMember(ctx.actor);
  return ctx.store.transaction(async (tx) => {
    const owner = input.owner ? await tx.members.byId(input.owner) : undefined;
    if (input.owner && !owner) throw new DomainError("member_not_found", { name: "?" });
    const { name, kind, segment, country } = input;
    const id = ctx.newId();
    await writeCustomer(tx, ctx, {
      id,
      name,
      nameKey: nameKey(name),
      kind,
      segment,
      country,
      ownerId: owner?.id ?? member.memberId,
    });
    if (input.email) {
      const contactId = ctx.newId();
      const { contactName, email, locale, zone } = input;
      const added = await tx.customers.addContact({
        id: contactId,
        customerId: id,
        name: contactName,
        email,
        locale,
        zone,
      });
      if (added === "email_taken") throw new DomainError("contact_exists");
      await tx.audit.add(ctx.actor, "contact.added", contactId);
    }
    return findCustomer(tx, name);
  });
}

async function writeCustomer(tx: Store, ctx: Context, customer: NewCustomer): Promise<void> {
  const added = await tx.customers.add(customer);
  if (added === "name_taken") throw new DomainError("customer_exists", { name: customer.name });
  const { name, kind, segment, country, ownerId } = customer;
  await tx.audit.add(ctx.actor, "customer.added", customer.id, {
    after: { name, kind, segment, country, ownerId },
  });
}
