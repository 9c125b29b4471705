import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { findSurvey } from "./find-survey.js";
import type { SurveyRow } from "./store.js";

/** Goes on with a pulse that was paused, with the wave that waited. */
export async function resumeSurvey(ctx: Context, { name }: { name: string }): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const survey = await findSurvey(tx, name);
    if ((await tx.surveys.resume(survey.id)) === "not_paused")
      throw new DomainError("survey_not_paused", { name: survey.name });
    for (const wave of await tx.surveys.waves(survey.id)) {
      if (wave.status !== "sent") await tx.outbox.add("openWave", { waveId: wave.id }, ctx.now());
    }
    await tx.audit.add(ctx.actor, "survey.resumed", survey.id);
    return { ...survey, status: "open" };
  });
}

/** Pauses a pulse: nobody further is asked until it is resumed; links that are out stay good. */
export async function pauseSurvey(ctx: Context, { name }: { name: string }): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const survey = await findSurvey(tx, name);
    if ((await tx.surveys.pause(survey.id, ctx.now())) === "not_open")
      throw new DomainError("survey_not_open", { name: survey.name });
    await tx.audit.add(ctx.actor, "survey.paused", survey.id);
    return { ...survey, status: "paused" };
  });
}
