import { findCustomer } from "../../domain/customers/find-customer.js";
import { customerCard } from "../../views/customer.js";
import type { Command } from "../command.js";
import { roots, verbs } from "./roots.js";

export const customerShow: Command<"customerShow"> = {
  word: roots.customer,
  subword: verbs.show,
  fromText: (args) => ({ name: args }),
  async run(ctx, { name }, t) {
    const customer = await findCustomer(ctx.store, name);
    return customerCard(customer, await ctx.store.customers.contacts(customer.id), t, customer.name);
  },
};
