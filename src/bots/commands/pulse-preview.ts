import { previewSurvey } from "../../domain/surveys/preview-survey.js";
import { surveyPreviewCard } from "../../views/survey.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulsePreview: Command<"pulsePreview"> = {
  word: roots.pulse,
  subword: ["preview", "previa"],
  fromText: (args) => ({ name: args }),
  async run(ctx, input, t) {
    return surveyPreviewCard(await previewSurvey(ctx, input), ctx.actor.zone, t);
  },
};
