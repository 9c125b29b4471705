import { type Instrument, requireScore } from "./instruments.js";

/** How many answers gave a score: one bar of the histogram that the database aggregates. */
export type ScoreCount = { score: number; count: number };

/** Number of answers scored `from`–`to`, both included; RangeError where any score or count is impossible. */
export function countScores(
  instrument: Instrument,
  histogram: ScoreCount[],
  from: number,
  to: number,
): number {
  let total = 0;
  for (const { score, count } of histogram) {
    requireScore(instrument, score);
    requireCount(`count of score ${score}`, count);
    if (score >= from && score <= to) total += count;
  }
  return total;
}

/** Throws a RangeError unless the value is a whole number of `least` (0 unless told) or more. */
export function requireCount(what: string, value: number, least = 0): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`${what} must be a whole number of at least ${least}, got ${value}`);
}
