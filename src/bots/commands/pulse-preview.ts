import type { Context, Member } from "../../domain/context.js";
import { previewSurvey } from "../../domain/surveys/preview-survey.js";
import { methodNames } from "../../domain/surveys/survey-method.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Card } from "../../views/card.js";
import { surveyPreviewCard } from "../../views/survey-preview.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulsePreview: Command<"pulsePreview"> = {
  word: roots.pulse,
  subword: ["preview", "previa"],
  fromText: (args) => ({ name: args }),
  run: (ctx, { name }, t) => previewCard(ctx, name, t),
};

/** What a pulse would do now, counted now. */
export async function previewCard(
  ctx: Context<Member>,
  name: string,
  t: Catalogue,
  said?: string,
): Promise<Card> {
  const preview = await previewSurvey(ctx, { name });
  const names = await methodNames(ctx, [preview.survey.method]);
  return surveyPreviewCard(preview, names, ctx.actor.zone, t, said);
}
