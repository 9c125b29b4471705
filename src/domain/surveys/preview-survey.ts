import { type Context, requireRole } from "../context.js";
import { findSurvey } from "./find-survey.js";
import type { SurveyRow } from "./store.js";

/** What would be asked of how many, before anything is sent. */
export async function previewSurvey(
  ctx: Context,
  { name }: { name: string },
): Promise<{ survey: SurveyRow; contacts: number; customers: number }> {
  requireRole(ctx.actor, "manager");
  const survey = await findSurvey(ctx.store, name);
  return { survey, ...(await ctx.store.customers.audienceSize(survey.audience)) };
}
