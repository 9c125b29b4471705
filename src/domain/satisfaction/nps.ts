import { countScores, requireCount, type ScoreCount } from "./counts.js";
import { twoSidedP, Z95 } from "./normal.js";

/** Answers by class: promoters 9–10, passives 7–8, detractors 0–6 (Reichheld 2003). */
export type NpsCounts = { promoters: number; passives: number; detractors: number };

/** Score and standard error in points (−100..100); the variance is of one answer coded −1, 0 or 1. */
type Estimate = { score: number; variance: number; standardError: number };

/** Promoters, passives and detractors in a histogram of 0–10 scores; RangeError off the scale. */
export function npsCounts(histogram: ScoreCount[]): NpsCounts {
  return {
    promoters: countScores("nps", histogram, 9, 10),
    passives: countScores("nps", histogram, 7, 8),
    detractors: countScores("nps", histogram, 0, 6),
  };
}

/** Net Promoter Score 100·(P − D) in −100..100, unrounded, with its plain standard error; RangeError without answers. */
export function nps(counts: NpsCounts): Estimate & { n: number } {
  return { ...estimate(counts, 0), n: total(counts) };
}

/**
 * 95 % adjusted Wald interval of the NPS in points, clamped to −100..100 (Rocks 2016): ¾ is added to promoters and to
 * detractors and 3 to n. From two answers on it contains the raw score; of one answer, 100 has an interval to 98.5.
 */
export function npsInterval(counts: NpsCounts): { low: number; high: number; adjusted: Estimate } {
  const adjusted = estimate(counts, 3);
  const half = Z95 * adjusted.standardError;
  return { low: Math.max(-100, adjusted.score - half), high: Math.min(100, adjusted.score + half), adjusted };
}

/**
 * Difference after − before of the adjusted NPS in points, its 95 % interval within −200..200, and the test of no
 * difference (Rocks 2016); the two periods must not overlap.
 */
export function npsDifference(before: NpsCounts, after: NpsCounts) {
  const [first, second] = [estimate(before, 3), estimate(after, 3)];
  const difference = second.score - first.score;
  const standardError = Math.hypot(first.standardError, second.standardError);
  const z = difference / standardError;
  const low = Math.max(-200, difference - Z95 * standardError);
  const high = Math.min(200, difference + Z95 * standardError);
  return { difference, standardError, z, p: twoSidedP(z), low, high };
}

/** The NPS with `added` imaginary answers, a quarter of them promoters and a quarter detractors (0: the raw score). */
function estimate(counts: NpsCounts, added: number): Estimate {
  const n = total(counts) + added;
  const promoters = (counts.promoters + added / 4) / n;
  const detractors = (counts.detractors + added / 4) / n;
  const variance = promoters + detractors - (promoters - detractors) ** 2;
  const score = (100 * (counts.promoters - counts.detractors)) / n;
  return { score, variance, standardError: 100 * Math.sqrt(variance / n) };
}

function total({ promoters, passives, detractors }: NpsCounts): number {
  requireCount("promoters", promoters);
  requireCount("passives", passives);
  requireCount("detractors", detractors);
  const n = promoters + passives + detractors;
  requireCount("answers", n, 1);
  return n;
}
