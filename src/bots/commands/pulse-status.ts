import { surveyStatus } from "../../domain/surveys/survey-status.js";
import { surveyStatusCard } from "../../views/survey.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseStatus: Command<"pulseStatus"> = {
  word: roots.pulse,
  subword: ["status", "estado"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    return surveyStatusCard(await surveyStatus(ctx, input), ctx.actor.zone, t);
  },
};
