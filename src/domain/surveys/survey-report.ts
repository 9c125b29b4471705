import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { type Figures, figures } from "../satisfaction/figures.js";
import { wilson } from "../satisfaction/proportion.js";
import { responseRate } from "../satisfaction/rate.js";
import { SMALLEST_GROUP, suppressSmall } from "../satisfaction/suppress-small.js";
import { findSurvey } from "./find-survey.js";
import type { ReportCounts, SegmentCounts } from "./report-store.js";
import type { SurveyRow, WaveRow } from "./store.js";

/** A share with its 95 % interval, and what it is a share of. */
export type Rate = { part: number; of: number; share: number; low: number; high: number };

/** A segment's counts; `answered` is null where telling it would tell too much of too few. */
export type SegmentReport = Omit<SegmentCounts, "answered"> & {
  answered: number | null;
  figures: Figures | null;
};

export type SurveyReport = {
  survey: SurveyRow;
  /** Null: all waves together. */
  wave: WaveRow | null;
  waves: number;
  counts: ReportCounts;
  /** Whether everybody's time to answer is over, so that the rates will not change any more. */
  isFinal: boolean;
  response: Rate | null;
  completion: Rate | null;
  figures: Figures;
  /** Why there is no score although there are answers. */
  withheld: "running" | "small_wave" | null;
  segments: SegmentReport[];
  /** Languages answered in, where there is more than one and the groups are large enough to tell. */
  locales: { locale: string; count: number }[];
  skips: { reason: string; count: number }[];
};

/** What came of a pulse, or of one of its waves, by number. Refuses with survey_not_found or wave_not_found. */
export async function surveyReport(
  ctx: Context,
  { name, wave: number }: { name: string; wave?: number | undefined },
): Promise<SurveyReport> {
  requireRole(ctx.actor, "manager");
  const { surveys } = ctx.store;
  const survey = await findSurvey(ctx.store, name);
  const waves = await surveys.waves(survey.id);
  const wave = waves.find((one) => one.number === number) ?? null;
  if (number !== undefined && !wave)
    throw new DomainError("wave_not_found", { name: survey.name, number: String(number) });
  const counts = await surveys.reportCounts(survey.id, wave?.id, ctx.now());
  const [skips, segments, histogram, locales] = [
    await surveys.skipsByReason(survey.id, wave?.id),
    await surveys.segments(survey.id, wave?.id),
    await surveys.waveHistogram(survey.id, wave?.id),
    await surveys.localesAnswered(survey.id, wave?.id),
  ];
  const bySegment = await surveys.segmentHistogram(survey.id, wave?.id);
  const isAnonymous = survey.method.mode === "anonymous";
  const isFinal = survey.status === "closed" || (counts.waiting === 0 && counts.expired === counts.invited);
  const withheld = isAnonymous ? await reasonToWithhold(ctx, survey, waves, wave, isFinal) : null;
  const hidden = suppressSmall(segments.map(({ segment, answered }) => ({ key: segment, count: answered })));
  const answers = histogram.reduce((sum, { count }) => sum + count, 0);
  return {
    survey,
    wave,
    waves: waves.length,
    counts,
    isFinal,
    response: rateOf(counts),
    completion: rate(Math.min(counts.answered, counts.started), counts.started),
    figures: withheld
      ? { gate: "hidden", instrument: survey.instrument, n: answers }
      : figures(survey.instrument, histogram),
    withheld: answers >= SMALLEST_GROUP ? withheld : null,
    segments: segments.map((row): SegmentReport => {
      if (isAnonymous && (withheld || hidden.has(row.segment)))
        return { ...row, answered: null, figures: null };
      const own = bySegment.filter(({ segment }) => segment === row.segment);
      return { ...row, figures: row.answered > 0 ? figures(survey.instrument, own) : null };
    }),
    locales: localesToTell(locales, isAnonymous),
    skips,
  };
}

function rateOf({ sent, bounced, answered }: ReportCounts): Rate | null {
  // An answer may come before its mail counts as sent, or from an address that bounced afterwards.
  const rated = responseRate({ sent, hardBounced: bounced, answered: Math.min(answered, sent - bounced) });
  return rated ? rate(rated.answered, rated.asked) : null;
}

function rate(part: number, of: number): Rate | null {
  return of === 0 ? null : { part, of, ...wilson({ successes: part, n: of }) };
}

/**
 * An anonymous score is told once nobody can answer any more, lest each answer be told from the change it makes; and of no
 * wave that is small, nor of one that would give a small one away (statistics.md, section 3).
 */
async function reasonToWithhold(
  ctx: Context,
  survey: SurveyRow,
  waves: WaveRow[],
  wave: WaveRow | null,
  isFinal: boolean,
): Promise<SurveyReport["withheld"]> {
  if (!isFinal) return "running";
  if (!wave || waves.length < 2) return null;
  const answered = await ctx.store.surveys.latestWaves(survey.id, waves.length);
  const hidden = suppressSmall(answered.map(({ number, answered }) => ({ key: number, count: answered })));
  return hidden.has(wave.number) ? "small_wave" : null;
}

function localesToTell(
  locales: { locale: string; count: number }[],
  isAnonymous: boolean,
): { locale: string; count: number }[] {
  if (locales.length < 2) return [];
  const small = suppressSmall(locales.map(({ locale, count }) => ({ key: locale, count })));
  return isAnonymous && small.size > 0 ? [] : locales;
}
