import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { findSurvey } from "./find-survey.js";
import type { SurveyRow } from "./store.js";

/** Opens a draft and promises its first wave, once; it goes out at the survey's time, or now. */
export async function launchSurvey(
  ctx: Context,
  { name }: { name: string },
): Promise<{ survey: SurveyRow; contacts: number; opensAt: Date }> {
  requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const survey = await findSurvey(tx, name);
    const { contacts } = await tx.customers.audienceSize(survey.audience);
    if (contacts === 0) throw new DomainError("survey_audience_empty");
    const now = ctx.now();
    const opened = await tx.surveys.open(survey.id, now);
    if (opened === "already_launched")
      throw new DomainError("survey_already_launched", { name: survey.name });
    const opensAt = survey.sendAt && survey.sendAt > now ? survey.sendAt : now;
    const waveId = ctx.newId();
    await tx.surveys.addWave({ id: waveId, surveyId: survey.id, number: 1, opensAt });
    await tx.outbox.add("openWave", { waveId }, opensAt);
    await tx.audit.add(ctx.actor, "survey.launched", survey.id, {
      after: { contacts, opensAt: opensAt.toISOString() },
    });
    return { survey, contacts, opensAt };
  });
}
