import type { Context, Member } from "../../domain/context.js";
import { findCustomer } from "../../domain/customers/find-customer.js";
import type { CustomerRow } from "../../domain/customers/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Card } from "../../views/card.js";
import { customerCard } from "../../views/customer.js";
import type { Command } from "../command.js";
import { roots, verbs } from "./roots.js";

const INTERACTIONS = 5;

export const customerShow: Command<"customerShow"> = {
  word: roots.customer,
  subword: verbs.show,
  fromText: (args) => ({ name: args }),
  async run(ctx, { name }, t) {
    const customer = await findCustomer(ctx.store, name);
    return wholeCustomerCard(ctx, customer, t, customer.name);
  },
};

/** A customer with everything that is shown of one. */
export async function wholeCustomerCard(
  { store, actor }: Context<Member>,
  customer: CustomerRow,
  t: Catalogue,
  title: string,
): Promise<Card> {
  const [contacts, interactions, members] = await Promise.all([
    store.customers.contacts(customer.id),
    store.interactions.ofCustomer(customer.id, INTERACTIONS),
    store.members.list(),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return customerCard(customer, contacts, t, title, { interactions, members: names, zone: actor.zone });
}
