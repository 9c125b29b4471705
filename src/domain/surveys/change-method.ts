import type { CommandInput } from "../commands.js";
import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { changeSurvey } from "./change-survey.js";
import { findSurvey } from "./find-survey.js";
import { meantTime } from "./meant-time.js";
import type { Cadence } from "./method.js";
import { readQuestion } from "./question-text.js";
import type { SurveyRow } from "./store.js";

/** Changes whom a pulse asks; what is left out does not narrow. */
export async function changeAudience(
  ctx: Context,
  { name, listed, owner, ...rest }: CommandInput<"pulseAudience">,
): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  if (owner && !(await ctx.store.members.byId(owner)))
    throw new DomainError("member_not_found", { name: owner });
  const narrowing = { ...rest, ownerId: owner, listed: listed === "yes" ? true : undefined };
  const audience = Object.fromEntries(Object.entries(narrowing).filter(([, value]) => value !== undefined));
  return changeSurvey(ctx, { name, change: { audience } });
}

/** Changes what a pulse asks besides its question. */
export async function changeQuestions(
  ctx: Context,
  { name, trust, q1, q2, q3 }: CommandInput<"pulseQuestions">,
): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  const typed = [q1, q2, q3].filter((text) => text !== undefined);
  const questions = typed.map((text, index) => readQuestion(`q${index + 1}`, text));
  return changeSurvey(ctx, { name, change: { trust: trust === "yes", questions } });
}

/** Changes when a pulse asks. Refuses with survey_not_found, or timing_incomplete where what it depends on is not said. */
export async function changeTiming(ctx: Context, input: CommandInput<"pulseTiming">): Promise<SurveyRow> {
  requireRole(ctx.actor, "manager");
  return changeSurvey(ctx, { name: input.name, change: { cadence: await cadenceOf(ctx, input) } });
}

async function cadenceOf(
  ctx: Context,
  { name, cadence, sendAt, interaction, hours, after, days }: CommandInput<"pulseTiming">,
): Promise<Cadence> {
  switch (cadence) {
    case "once":
      return { kind: "once", ...(sendAt ? { sendAt: meantTime(ctx, sendAt) } : {}) };
    case "weekly":
      return { kind: "weekly" };
    case "interaction":
      if (!interaction) throw new DomainError("timing_incomplete");
      return { kind: "interaction", interaction, hours: hours ?? 24 };
    case "after": {
      if (!after || days === undefined) throw new DomainError("timing_incomplete");
      const [own, other] = [await findSurvey(ctx.store, name), await findSurvey(ctx.store, after)];
      if (own.id === other.id) throw new DomainError("timing_incomplete");
      return { kind: "after", surveyId: other.id, days };
    }
  }
}

/** Changes what a pulse is for and how often and how long it may ask. */
export async function changeRules(ctx: Context, input: CommandInput<"pulseRules">): Promise<SurveyRow> {
  const { name, purpose, anyDays, sameDays, weeklyPercent, reminders, reminderDays, expiryDays } = input;
  const rules = { anyDays, sameDays, weeklyShare: weeklyPercent / 100 };
  const change = { purpose: purpose ?? "", rules, reminders, reminderDays, expiryDays };
  return changeSurvey(ctx, { name, change });
}
