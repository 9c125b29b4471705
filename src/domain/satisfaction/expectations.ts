import { countScores, type ScoreCount } from "./counts.js";
import { type Proportion, wilson } from "./proportion.js";

/** How many of the answers on 1–3 found their expectations met, that is 2 or 3; RangeError off the scale. */
export function metAnswers(histogram: ScoreCount[]): Proportion {
  return { successes: countScores("expectations", histogram, 2, 3), n: total(histogram) };
}

/**
 * Expectations (1 worse, 2 as expected, 3 better): the share met (2 or 3) and among it the share exceeded (3), both in
 * 0..1 with their Wilson 95 % intervals; RangeError without answers.
 */
export function expectations(histogram: ScoreCount[]) {
  const exceeded = { successes: countScores("expectations", histogram, 3, 3), n: total(histogram) };
  return { met: wilson(metAnswers(histogram)), exceeded: wilson(exceeded), n: exceeded.n };
}

function total(histogram: ScoreCount[]): number {
  return countScores("expectations", histogram, 1, 3);
}
