import { customerListCard } from "../../views/customer.js";
import type { Command } from "../command.js";
import { roots, verbs } from "./roots.js";

const PAGE = 15;

export const customerList: Command<"customerList"> = {
  word: roots.customer,
  subword: [...verbs.list, ""],
  fromText: (args) => ({ search: args }),
  async run(ctx, { search = "", page }, t) {
    const found = await ctx.store.customers.search(search, PAGE, (page - 1) * PAGE);
    return customerListCard({ ...found, search, page, pages: Math.ceil(found.total / PAGE) }, t);
  },
};
