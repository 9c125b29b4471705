import { launchSurvey } from "../../domain/surveys/launch-survey.js";
import { surveyLaunchedCard } from "../../views/survey.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseLaunch: Command<"pulseLaunch"> = {
  word: roots.pulse,
  subword: ["launch", "lanzar"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    const launched = await launchSurvey(ctx, { name: input.name });
    return surveyLaunchedCard(launched, ctx.now(), ctx.actor.zone, t);
  },
};
