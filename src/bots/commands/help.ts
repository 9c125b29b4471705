import { helpCard } from "../../views/help.js";
import type { Command } from "../command.js";

export const help: Command<"help"> = {
  word: ["help", "ayuda"],
  subword: [""],
  async run(ctx, _input, t) {
    return helpCard(ctx.actor.role, t);
  },
};
