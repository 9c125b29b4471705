import { ces } from "./ces.js";
import { countScores, type ScoreCount } from "./counts.js";
import { csat } from "./csat.js";
import { expectations } from "./expectations.js";
import { type Gate, gate } from "./gate.js";
import { definitionOf, type Instrument } from "./instruments.js";
import { nps, npsCounts, npsInterval } from "./nps.js";

/** A survey's figures for one period; while hidden there is no score to leak, whatever the view does. */
export type Figures = HiddenFigures | NpsFigures | CsatFigures | CesFigures | ExpectationsFigures;

type HiddenFigures = { gate: "hidden"; instrument: Instrument; n: number };
type Shown = { gate: Exclude<Gate, "hidden">; n: number };

/** Raw NPS with its adjusted 95 % interval, all in points −100..100, unrounded. */
type NpsFigures = Shown & { instrument: "nps"; score: number; low: number; high: number };

/** Share of 4 and 5 with its Wilson 95 % interval, all in 0..1, unrounded. */
type CsatFigures = Shown & { instrument: "csat"; topTwo: number; share: number; low: number; high: number };

/** A share with its Wilson 95 % interval, all in 0..1, unrounded. */
type Share = { share: number; low: number; high: number };

/** Mean on 1..7 with its t interval, and the share of 5 or more; unrounded. */
type CesFigures = Shown & { instrument: "ces"; mean: number; low: number; high: number; topShare: Share };

/** Share of 2 or 3 (met) and of 3 (exceeded). */
type ExpectationsFigures = Shown & { instrument: "expectations"; met: Share; exceeded: Share };

/** The figures that may be shown of a histogram of scores; RangeError for a score off the scale. */
export function figures(instrument: Instrument, histogram: ScoreCount[]): Figures {
  const { min, max } = definitionOf[instrument].scale;
  const n = countScores(instrument, histogram, min, max);
  const shown = gate(n);
  if (shown === "hidden") return { gate: shown, instrument, n };
  switch (instrument) {
    case "nps": {
      const counts = npsCounts(histogram);
      const { low, high } = npsInterval(counts);
      return { gate: shown, instrument, n, score: nps(counts).score, low, high };
    }
    case "csat":
      return { gate: shown, instrument, ...csat(histogram) };
    case "ces": {
      const { mean, low, high, atLeast5 } = ces(histogram);
      return { gate: shown, instrument, n, mean, low, high, topShare: atLeast5 };
    }
    case "expectations":
      return { gate: shown, instrument, ...expectations(histogram) };
  }
}
