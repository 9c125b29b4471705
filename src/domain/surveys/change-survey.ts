import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { findSurvey } from "./find-survey.js";
import { type Method, methodOf } from "./method.js";
import type { SurveyRow } from "./store.js";

/**
 * Changes the method of a pulse, which makes a new version of it; waves that were planned keep the one they used.
 * Refuses with survey_closed_already, survey_unchanged, or survey_changed_meanwhile where somebody else was faster.
 */
export async function changeSurvey(
  ctx: Context,
  { name, change }: { name: string; change: Partial<Method> },
): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const survey = await findSurvey(tx, name);
    if (survey.status === "closed") throw new DomainError("survey_not_open", { name: survey.name });
    const method = methodOf(survey.instrument, { ...survey.method, ...change });
    const before = pick(survey.method, Object.keys(change));
    const after = pick(method, Object.keys(change));
    if (JSON.stringify(before) === JSON.stringify(after)) return survey;
    const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : undefined;
    const changed = await tx.surveys.addVersion(survey.id, survey.version, method, {
      createdById: memberId,
      approvedById: survey.status === "draft" ? undefined : memberId,
      at: ctx.now(),
    });
    if (changed === "changed_meanwhile")
      throw new DomainError("survey_changed_meanwhile", { name: survey.name });
    await tx.audit.add(ctx.actor, "survey.changed", survey.id, { before, after });
    return { ...survey, version: survey.version + 1, method };
  });
}

function pick(method: Method, keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(method).filter(([key]) => keys.includes(key)));
}
