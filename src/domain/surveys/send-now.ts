import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { findSurvey } from "./find-survey.js";
import { type Launched, launchSurvey } from "./launch-survey.js";

/** Sends what is planned of a pulse at once, outside the sending hours too; a draft is launched for it. The contact rules stay. */
export async function sendNow(ctx: Context, { name }: { name: string }): Promise<Launched> {
  requireRole(ctx.actor, "manager");
  const survey = await findSurvey(ctx.store, name);
  if (survey.status === "draft") return launchSurvey(ctx, { name, now: true });
  return ctx.store.transaction(async (tx) => {
    if (survey.status !== "open") throw new DomainError("survey_not_open", { name: survey.name });
    const now = ctx.now();
    const { audience } = survey.method;
    const { contacts } = await tx.surveys.audienceSize({ id: survey.id, audience }, now);
    await tx.surveys.hasten(survey.id, now);
    await tx.audit.add(ctx.actor, "survey.hastened", survey.id);
    return { survey, contacts, goesOutAt: now };
  });
}
