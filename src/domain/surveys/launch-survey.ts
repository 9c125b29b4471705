import { type Context, requireRole, type Store } from "../context.js";
import { DomainError } from "../errors.js";
import { weekStart } from "../time.js";
import { findSurvey } from "./find-survey.js";
import { promiseWave } from "./follow-wave.js";
import { dueFor } from "./plan-contacts.js";
import { planningTime, planningTimeOfLocal } from "./planning-time.js";
import type { SurveyRow } from "./store.js";

/** A survey that was launched: of how many contacts it asks, and when the first are written to (null: when something happens). */
export type Launched = { survey: SurveyRow; contacts: number; goesOutAt: Date | null };

/** Opens a draft and promises its first wave, once: in the sending hours of each recipient, or at once. */
export async function launchSurvey(
  ctx: Context,
  { name, now: atOnce = false }: { name: string; now?: boolean },
): Promise<Launched> {
  requireRole(ctx.actor, "manager");
  return ctx.store.transaction(async (tx) => {
    const survey = await findSurvey(tx, name);
    const now = ctx.now();
    const { cadence, audience } = survey.method;
    const { contacts } = await tx.surveys.audienceSize({ id: survey.id, audience }, now);
    const isAsked = cadence.kind === "once" || cadence.kind === "weekly";
    if (contacts === 0 && isAsked) throw new DomainError("survey_audience_empty");
    if ((await tx.surveys.open(survey.id, now)) === "already_launched")
      throw new DomainError("survey_already_launched", { name: survey.name });
    const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : undefined;
    await tx.surveys.approve(survey.id, survey.version, memberId, now);
    const goesOutAt = isAsked ? await promiseFirst(tx, ctx, survey, atOnce) : null;
    await tx.audit.add(ctx.actor, "survey.launched", survey.id, {
      after: { contacts, version: survey.version, goesOutAt: goesOutAt?.toISOString() ?? null },
    });
    return { survey: { ...survey, status: "open" as const }, contacts, goesOutAt };
  });
}

/** Promises the first wave and returns when the first invitations of it go out, in the organization's zone. */
async function promiseFirst(tx: Store, ctx: Context, survey: SurveyRow, atOnce: boolean): Promise<Date> {
  const now = ctx.now();
  const organization = await tx.organization.get();
  const { cadence } = survey.method;
  const id = ctx.newId();
  const nobody = { contactId: "", zone: null, country: null };
  const goesOutAt = dueFor({ id, now: atOnce, opensAt: now }, survey, nobody, organization, now);
  const opensAt = atOnce
    ? now
    : cadence.kind === "weekly"
      ? planningTime(new Date(weekStart(goesOutAt, organization.zone)), now)
      : cadence.kind === "once" && cadence.sendAt
        ? planningTimeOfLocal(cadence.sendAt, now)
        : now;
  const wave = { id, surveyId: survey.id, number: 1, version: survey.version, opensAt, now: atOnce };
  await promiseWave(tx, wave);
  return goesOutAt;
}
