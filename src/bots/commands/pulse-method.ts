import { surveyMethod } from "../../domain/surveys/survey-method.js";
import { surveyMethodCard } from "../../views/survey-method.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseMethod: Command<"pulseMethod"> = {
  word: roots.pulse,
  subword: ["method", "método"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    return surveyMethodCard(await surveyMethod(ctx, input), ctx.actor.zone, t);
  },
};
