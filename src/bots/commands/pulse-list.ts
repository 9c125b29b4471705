import { requireRole } from "../../domain/context.js";
import { surveyListCard } from "../../views/survey.js";
import type { Command } from "../command.js";
import { roots, verbs } from "./roots.js";

export const pulseList: Command<"pulseList"> = {
  word: roots.pulse,
  subword: [...verbs.list, ""],
  async run(ctx, _input, t) {
    requireRole(ctx.actor, "manager");
    return surveyListCard(await ctx.store.surveys.list(), t);
  },
};
