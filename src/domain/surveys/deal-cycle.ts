import type { Context } from "../context.js";
import { weekStart } from "../time.js";
import { dealNewcomers, dealWeeks, type Stratum, WEEKS_IN_CYCLE, weeklyQuotas } from "./allocation.js";
import type { SurveyRow, WaveRow } from "./store.js";

const NEWCOMER_DAYS = 30;
const DAY_MS = 86_400_000;

/** The week of the cycle, 0..12, that a recurring survey's wave is. */
export function weekOf(waveNumber: number): number {
  return (waveNumber - 1) % WEEKS_IN_CYCLE;
}

/**
 * Gives every contact of a recurring survey its week: all of them once, by a seed that is kept, and later those who have
 * come since and been there for 30 days. Running it again changes nothing.
 */
export async function dealCycle(ctx: Context, survey: SurveyRow, wave: WaveRow): Promise<void> {
  const now = ctx.now();
  const audience = { id: survey.id, audience: survey.method.audience };
  const { zone } = await ctx.store.organization.get();
  await ctx.store.transaction(async (tx) => {
    await tx.surveys.lockPlanning();
    const frame = await tx.surveys.cycleFrame(survey.id);
    if (!frame) {
      const strata = byStratum(await tx.surveys.unseated(audience, now, now));
      const seed = ctx.newId();
      const sizes = strata.map(({ contactIds }) => contactIds.length);
      const weekly = sizes.length > 0 ? weeklyQuotas(sizes) : [];
      await tx.surveys.addCycleFrame(survey.id, {
        seed,
        strata: strata.map(({ stratum }, index) => ({
          stratum,
          contacts: sizes[index] ?? 0,
          weekly: weekly[index] ?? 0,
        })),
        weeks: WEEKS_IN_CYCLE,
        startsOn: weekStart(wave.opensAt > now ? wave.opensAt : now, zone),
        dealtAt: now,
      });
      const seats = [...dealWeeks({ strata, seed })].map(([contactId, week]) => ({ contactId, week }));
      await tx.surveys.addSeats(survey.id, seats, now);
      await tx.audit.add(ctx.actor, "survey.dealt", survey.id, { after: { contacts: seats.length, seed } });
      return;
    }
    const settled = new Date(now.getTime() - NEWCOMER_DAYS * DAY_MS);
    const newcomers = await tx.surveys.unseated(audience, now, settled);
    if (newcomers.length === 0) return;
    const perWeek = await tx.surveys.seatsPerWeek(survey.id);
    const weekSizes = Array.from({ length: frame.weeks }, (_, week) => perWeek.get(week) ?? 0);
    const ids = newcomers.map(({ contactId }) => contactId);
    const dealt = dealNewcomers({ ids, weekSizes, seed: `${frame.seed}:${wave.number}` });
    await tx.surveys.addSeats(
      survey.id,
      [...dealt].map(([contactId, week]) => ({ contactId, week })),
      now,
    );
    await tx.audit.add(ctx.actor, "survey.dealt", survey.id, { after: { newcomers: ids.length } });
  });
}

function byStratum(contacts: { contactId: string; stratum: string }[]): Stratum[] {
  const strata = new Map<string, string[]>();
  for (const { contactId, stratum } of contacts) {
    const ids = strata.get(stratum);
    if (ids) ids.push(contactId);
    else strata.set(stratum, [contactId]);
  }
  return [...strata]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([stratum, contactIds]) => ({ stratum, contactIds }));
}
