import { easyAnswers } from "./ces.js";
import type { ScoreCount } from "./counts.js";
import { topTwoBox } from "./csat.js";
import { metAnswers } from "./expectations.js";
import { figures } from "./figures.js";
import type { Instrument } from "./instruments.js";
import { benjaminiHochberg } from "./multiplicity.js";
import { nps, npsCounts, npsDifference } from "./nps.js";
import { newcombe, type Proportion } from "./proportion.js";

/** A survey's scores in a quarter (13 weeks) and in the quarter before; the two must not overlap. */
export type Quarters = { instrument: Instrument; previous: ScoreCount[]; current: ScoreCount[] };

/**
 * Current − previous in points of the figures shown (NPS points, else percentage points of the share of CSAT 4 or 5, of
 * CES 5 or more, of expectations met), with its 95 % interval (adjusted Wald, Newcombe) and the p-value adjusted for the
 * number of surveys tested together.
 */
type Difference = { difference: number; low: number; high: number; adjustedP: number };

/** What a quarter against the previous one tells: a signal is never a cause, an improvement or a decline. */
export type Verdict =
  | { kind: "no_previous" }
  | { kind: "too_few"; n: number; previous: number }
  | ({ kind: "no_signal" } & Difference)
  | ({ kind: "signal"; direction: "up" | "down" } & Difference);

/** House rule, statistics.md §1 "Multiplicity": both must hold for a signal. */
const FALSE_DISCOVERY_RATE = 0.1;
const LEAST_POINTS = 10;
/** So that 30 − 20 counts as ten points however it was rounded. */
const ROUNDING = 1e-9;

/** The verdict on each survey's quarters, in the order given; all surveys of one digest belong in one call. */
export function verdicts(list: Quarters[]): Verdict[] {
  const compared = list.map((quarters) => untestable(quarters) ?? compare(quarters));
  const ps = compared.flatMap((one) => ("p" in one ? [one.p] : []));
  return compared.map((one) => ("p" in one ? judge(one, benjaminiHochberg(one.p, ps)) : one));
}

/** Why two quarters cannot be compared; undefined where they can. */
function untestable({ instrument, previous, current }: Quarters) {
  const [before, now] = [figures(instrument, previous), figures(instrument, current)];
  if (before.n === 0) return { kind: "no_previous" } as const;
  if (before.gate === "full" && now.gate === "full") return undefined;
  return { kind: "too_few", n: now.n, previous: before.n } as const;
}

type Compared = Omit<Difference, "adjustedP"> & { p: number };

function compare({ instrument, previous, current }: Quarters): Compared {
  switch (instrument) {
    case "nps": {
      const [before, now] = [npsCounts(previous), npsCounts(current)];
      return { ...npsDifference(before, now), difference: nps(now).score - nps(before).score };
    }
    case "csat":
      return compareShares(topTwoBox(previous), topTwoBox(current));
    case "ces":
      return compareShares(easyAnswers(previous), easyAnswers(current));
    case "expectations":
      return compareShares(metAnswers(previous), metAnswers(current));
  }
}

/** Current − previous share in percentage points. */
function compareShares(previous: Proportion, current: Proportion): Compared {
  const { difference, low, high, p } = newcombe(current, previous);
  return { difference: 100 * difference, low: 100 * low, high: 100 * high, p };
}

function judge({ difference, low, high }: Compared, adjustedP: number): Verdict {
  const told = { difference, low, high, adjustedP };
  const signal = adjustedP <= FALSE_DISCOVERY_RATE && Math.abs(difference) >= LEAST_POINTS - ROUNDING;
  return signal
    ? { kind: "signal", direction: difference > 0 ? "up" : "down", ...told }
    : { kind: "no_signal", ...told };
}
