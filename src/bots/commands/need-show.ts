import { showNeed } from "../../domain/needs/show-need.js";
import { needCard } from "../../views/need.js";
import type { Command } from "../command.js";
import { roots, verbs } from "./roots.js";

export const needShow: Command<"needShow"> = {
  word: roots.need,
  subword: verbs.show,
  fromText: (args) => ({ number: args.trim().replace(/^n-?/i, "") }),
  async run(ctx, input, t) {
    return needCard(await showNeed(ctx, input), t);
  },
};
