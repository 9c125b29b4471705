import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { findSurvey } from "./find-survey.js";
import type { SurveyRow } from "./store.js";

/** Closes an open pulse: its links say so from now on, and what was answered stays. */
export async function closeSurvey(ctx: Context, { name }: { name: string }): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const survey = await findSurvey(tx, name);
    const closed = await tx.surveys.close(survey.id, ctx.now());
    if (closed === "not_open") throw new DomainError("survey_not_open", { name: survey.name });
    await tx.audit.add(ctx.actor, "survey.closed", survey.id);
    return { ...survey, status: "closed" };
  });
}
