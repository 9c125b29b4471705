import { seeded } from "../random.js";

/** The weeks in which everybody is asked once (a quarter). */
export const WEEKS_IN_CYCLE = 13;

/** A part of the audience that every week shall hold its share of. */
export type Stratum = { stratum: string; contactIds: string[] };

/**
 * Whole shares of `total` in proportion to the weights, adding up to it exactly; what is left goes to the largest
 * fractions, the first of equals before (largest remainder, Hamilton 1792). RangeError for a total that is not a whole
 * number of 0 or more, a weight below 0, or no weight at all to share by.
 */
export function largestRemainder(total: number, weights: number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`cannot share out ${total}`);
  const wrong = weights.find((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (wrong !== undefined) throw new RangeError(`weight must be at least 0, got ${wrong}`);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (total === 0) return weights.map(() => 0);
  if (sum === 0) throw new RangeError(`cannot share out ${total} without a weight`);
  // Remainders instead of fractions, so that equal ones are equal in every digit.
  const remainders = weights.map((weight) => (total * weight) % sum);
  const shares = weights.map((weight, i) => Math.round((total * weight - (remainders[i] ?? 0)) / sum));
  const left = total - shares.reduce((all, share) => all + share, 0);
  const byFraction = remainders.map((remainder, index) => ({ remainder, index }));
  byFraction.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byFraction.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** How many of each stratum a full week asks, ⌈people/weeks⌉ shared out in proportion to the strata (statistics.md §5). */
export function weeklyQuotas(sizes: number[], weeks = WEEKS_IN_CYCLE): number[] {
  const people = sizes.reduce((all, size) => all + size, 0);
  return largestRemainder(Math.ceil(people / weeks), sizes);
}

/**
 * Each contact's week 0..weeks − 1, in which it is asked in every cycle: each stratum is shuffled and dealt round robin
 * from a random first week, going on where the one before ended, so that the weeks differ by one contact at most, in all
 * and in each stratum. Depends on the seed, never on the order given; RangeError for a contact in two places.
 */
export function dealWeeks(frame: { strata: Stratum[]; seed: string; weeks?: number }): Map<string, number> {
  const { strata, seed, weeks = WEEKS_IN_CYCLE } = frame;
  let week = seeded(seed).below(weeks);
  const dealt = new Map<string, number>();
  for (const { stratum, contactIds } of strata.toSorted((a, b) => compare(a.stratum, b.stratum))) {
    for (const id of seeded(`${seed}/${stratum}`).shuffled(contactIds.toSorted(compare))) {
      if (dealt.has(id)) throw new RangeError(`contact ${id} is in the frame twice`);
      dealt.set(id, week);
      week = (week + 1) % weeks;
    }
  }
  return dealt;
}

/**
 * Each newcomer's week: one after the other, in a seeded order, into the week that is emptiest then (equals in a seeded
 * order). `weekSizes` holds the contacts that each week has already; RangeError without weeks.
 */
export function dealNewcomers(newcomers: {
  ids: string[];
  weekSizes: number[];
  seed: string;
}): Map<string, number> {
  const { ids, weekSizes, seed } = newcomers;
  if (ids.length > 0 && weekSizes.length === 0) throw new RangeError("there is no week to deal into");
  const random = seeded(`${seed}/newcomers`);
  const weeks = random.shuffled(weekSizes.map((size, week) => ({ week, size })));
  const dealt = new Map<string, number>();
  for (const id of random.shuffled([...new Set(ids)].sort(compare))) {
    const emptiest = weeks.reduce((least, one) => (one.size < least.size ? one : least));
    emptiest.size += 1;
    dealt.set(id, emptiest.week);
  }
  return dealt;
}

/** By UTF-16 units, the same on every machine whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
