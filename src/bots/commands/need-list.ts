import { needListCard } from "../../views/need-list.js";
import type { Command } from "../command.js";
import { roots, verbs } from "./roots.js";

const PAGE = 15;

export const needList: Command<"needList"> = {
  word: roots.need,
  subword: verbs.list,
  fromText: (args) => ({ page: args || undefined }),
  async run(ctx, { page }, t) {
    const found = await ctx.store.needs.page(PAGE, (page - 1) * PAGE);
    return needListCard({ ...found, page, pages: Math.ceil(found.total / PAGE) }, t);
  },
};
