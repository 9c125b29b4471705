import { countScores, type ScoreCount } from "./counts.js";
import { definitionOf } from "./instruments.js";
import { type Proportion, wilson } from "./proportion.js";
import { tQuantile } from "./student-t.js";

/** How many of the answers on 1–7 found it easy, that is 5 or more; RangeError off the scale. */
export function easyAnswers(histogram: ScoreCount[]): Proportion {
  return { successes: countScores("ces", histogram, 5, 7), n: countScores("ces", histogram, 1, 7) };
}

/**
 * Customer effort (CES 2.0, higher is easier): mean and standard deviation with the 95 % t interval of the mean, clamped
 * to the scale; the shares (0..1) of 5 or more and of 6 or more with their Wilson intervals. Answers that are all the
 * same give an interval of no width, a single answer that of the whole scale; RangeError without answers.
 */
export function ces(histogram: ScoreCount[]) {
  const easy = easyAnswers(histogram);
  const shares = { atLeast5: wilson(easy), atLeast6: wilson({ ...easy, successes: veryEasy(histogram) }) };
  const { mean, sd } = moments(histogram, easy.n);
  return { mean, sd, ...meanInterval(mean, sd, easy.n), ...shares, n: easy.n };
}

function veryEasy(histogram: ScoreCount[]): number {
  return countScores("ces", histogram, 6, 7);
}

/** Mean and sample standard deviation (divisor n − 1), which is 0 for a single answer. */
function moments(histogram: ScoreCount[], n: number): { mean: number; sd: number } {
  const sum = histogram.reduce((total, { score, count }) => total + count * score, 0);
  const squares = histogram.reduce((total, { score, count }) => total + count * score * score, 0);
  // In whole numbers, so that nothing cancels and the order of scores changes no digit.
  return { mean: sum / n, sd: n === 1 ? 0 : Math.sqrt((n * squares - sum * sum) / (n * (n - 1))) };
}

function meanInterval(mean: number, sd: number, n: number): { low: number; high: number } {
  const { min, max } = definitionOf.ces.scale;
  if (n === 1) return { low: min, high: max };
  const half = (tQuantile(n - 1) * sd) / Math.sqrt(n);
  return { low: Math.max(min, mean - half), high: Math.min(max, mean + half) };
}
