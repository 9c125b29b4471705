import { type Context, requireRole } from "../context.js";
import { type Figures, figures } from "../satisfaction/figures.js";
import { findSurvey } from "./find-survey.js";
import type { SurveyRow, WaveCounts } from "./store.js";

/** How far a pulse has come, with its figures so far as the display gate allows. */
export async function surveyStatus(
  ctx: Context,
  { name }: { name: string },
): Promise<{ survey: SurveyRow; counts: WaveCounts; figures: Figures }> {
  requireRole(ctx.actor, "manager");
  const survey = await findSurvey(ctx.store, name);
  const [counts, histogram] = await Promise.all([
    ctx.store.surveys.counts(survey.id, ctx.now()),
    ctx.store.surveys.histogram(survey.id, new Date(0), ctx.now()),
  ]);
  return { survey, counts, figures: figures(survey.instrument, histogram) };
}
