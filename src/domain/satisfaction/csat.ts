import { countScores, type ScoreCount } from "./counts.js";
import { type Proportion, wilson } from "./proportion.js";

/** How many of the answers on 1–5 are satisfied, that is 4 or 5 (the top two boxes); RangeError off the scale. */
export function topTwoBox(histogram: ScoreCount[]): Proportion {
  return { successes: countScores("csat", histogram, 4, 5), n: countScores("csat", histogram, 1, 5) };
}

/** Customer satisfaction: the top-two-box count and share (0..1) with its Wilson 95 % interval; RangeError without answers. */
export function csat(histogram: ScoreCount[]) {
  const topTwo = topTwoBox(histogram);
  return { ...wilson(topTwo), topTwo: topTwo.successes, n: topTwo.n };
}
