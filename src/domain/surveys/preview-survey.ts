import { type Context, requireRole } from "../context.js";
import type { Account, SkipReason } from "./contact-rules.js";
import { findSurvey } from "./find-survey.js";
import { dueFor, planPage } from "./plan-contacts.js";
import type { SurveyRow } from "./store.js";

const PAGE = 2_000;

/** What a launch would do at this moment: who would be asked and when, and who not, and why. */
export type Preview = {
  survey: SurveyRow;
  contacts: number;
  customers: number;
  asked: number;
  skipped: { reason: SkipReason; count: number }[];
  /** When the first would be written to; null where that depends on something happening. */
  goesOutAt: Date | null;
};

/** Counts, by the contact rules of this moment, what would be asked of how many, before anything is sent. */
export async function previewSurvey(ctx: Context, { name }: { name: string }): Promise<Preview> {
  requireRole(ctx.actor, "manager");
  const survey = await findSurvey(ctx.store, name);
  const organization = await ctx.store.organization.get();
  const now = ctx.now();
  const { cadence, audience } = survey.method;
  const nobody = { contactId: "", zone: null, country: null };
  const wave = { id: survey.id, now: false, opensAt: now };
  const at = dueFor(wave, survey, nobody, organization, now);
  const reasons = new Map<SkipReason, number>();
  let asked = 0;
  let afterId: string | undefined;
  let accounts = new Map<string, Account>();
  for (;;) {
    const planning = { survey, share: {}, at };
    const page = await planPage(ctx.store, ctx, planning, { afterId, limit: PAGE }, accounts);
    if (!page) break;
    asked += page.invited.length;
    for (const { reason } of page.skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    afterId = page.lastId;
    accounts = page.accounts;
  }
  const size = await ctx.store.surveys.audienceSize({ id: survey.id, audience }, now);
  return {
    survey,
    ...size,
    asked,
    skipped: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    goesOutAt: cadence.kind === "once" || cadence.kind === "weekly" ? at : null,
  };
}
