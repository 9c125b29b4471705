import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dealNewcomers,
  dealWeeks,
  largestRemainder,
  type Stratum,
  WEEKS_IN_CYCLE,
  weeklyQuotas,
} from "../../../src/domain/surveys/allocation.js";

const ids = (stratum: string, size: number) => Array.from({ length: size }, (_, i) => `${stratum}-${i}`);
const frame = fc
  .uniqueArray(fc.record({ name: fc.string({ maxLength: 3 }), size: fc.integer({ min: 0, max: 60 }) }), {
    selector: ({ name }) => name,
    maxLength: 6,
  })
  .map((parts) => parts.map(({ name, size }): Stratum => ({ stratum: name, contactIds: ids(name, size) })));
const weeksIn = (dealt: Map<string, number>, contactIds: Iterable<string>, weeks: number) => {
  const sizes = Array<number>(weeks).fill(0);
  for (const id of contactIds) sizes[dealt.get(id)!]! += 1;
  return sizes;
};
const spread = (sizes: number[]) => Math.max(...sizes) - Math.min(...sizes);

describe("largest remainder", () => {
  it("gives what is left to the largest fractions, the first of equals before", () => {
    expect(largestRemainder(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(largestRemainder(2, [0.5, 3, 0.5])).toEqual([0, 2, 0]);
    expect(largestRemainder(0, [0, 0])).toEqual([0, 0]);
  });

  it("adds up to the total, and no share is a whole one off its part", () => {
    const weights = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.nat(100_000), weights, (total, given) => {
        const sum = given.reduce((a, b) => a + b, 0);
        fc.pre(sum > 0);
        const shares = largestRemainder(total, given);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        shares.forEach((share, i) => {
          expect(Math.abs(share - (total * given[i]!) / sum)).toBeLessThan(1);
        });
      }),
    );
  });

  it("refuses what cannot be shared out", () => {
    expect(() => largestRemainder(1, [0, 0])).toThrow(RangeError);
    expect(() => largestRemainder(1, [2, -1])).toThrow(RangeError);
    expect(() => largestRemainder(1.5, [1])).toThrow(RangeError);
    expect(() => largestRemainder(1, [Number.NaN])).toThrow(RangeError);
  });
});

describe("weekly quotas", () => {
  it("of 611, 387 and 242 contacts are 47, 30 and 19 of 96 (vector 23)", () => {
    expect(weeklyQuotas([611, 387, 242])).toEqual([47, 30, 19]);
  });

  it("of nobody are none", () => expect(weeklyQuotas([0, 0])).toEqual([0, 0]));
});

describe("dealing contacts to weeks", () => {
  it("gives everybody one week, the weeks differing by one at most in all and in each stratum", () => {
    fc.assert(
      fc.property(frame, fc.string(), fc.integer({ min: 1, max: 20 }), (strata, seed, weeks) => {
        const dealt = dealWeeks({ strata, seed, weeks });
        expect(new Set(dealt.keys())).toEqual(new Set(strata.flatMap(({ contactIds }) => contactIds)));
        expect(spread(weeksIn(dealt, dealt.keys(), weeks))).toBeLessThanOrEqual(1);
        for (const { contactIds } of strata) {
          expect(spread(weeksIn(dealt, contactIds, weeks))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("depends on the seed and not on the order given", () => {
    const strata = [
      { stratum: "a", contactIds: ids("a", 40) },
      { stratum: "b", contactIds: ids("b", 30) },
    ];
    const reversed = strata
      .toReversed()
      .map(({ stratum, contactIds }) => ({ stratum, contactIds: contactIds.toReversed() }));
    const dealt = dealWeeks({ strata, seed: "s" });
    expect(Object.fromEntries(dealWeeks({ strata: reversed, seed: "s" }))).toEqual(Object.fromEntries(dealt));
    expect(Object.fromEntries(dealWeeks({ strata, seed: "t" }))).not.toEqual(Object.fromEntries(dealt));
  });

  it("is fair: over many seeds one contact meets every week alike, and two contacts are independent", () => {
    const strata = [{ stratum: "", contactIds: ids("c", 26) }];
    const seeds = Array.from({ length: 2_600 }, (_, i) => `survey-${i}`);
    const deals = seeds.map((seed) => dealWeeks({ strata, seed }));
    const counts = Array<number>(WEEKS_IN_CYCLE).fill(0);
    for (const dealt of deals) counts[dealt.get("c-7")!]! += 1;
    // Chi-square with 12 degrees of freedom, 99.9 %.
    expect(counts.reduce((sum, n) => sum + (n - 200) ** 2 / 200, 0)).toBeLessThan(32.91);
    const together = deals.filter((dealt) => dealt.get("c-7") === dealt.get("c-8")).length;
    // Of the 25 others one shares the week: 104 ± 3.3 standard deviations.
    expect(Math.abs(together - 104)).toBeLessThan(33);
  });

  it("refuses a contact in two strata", () => {
    const twice = ["a", "b"].map((stratum) => ({ stratum, contactIds: ["x"] }));
    expect(() => dealWeeks({ strata: twice, seed: "" })).toThrow("contact x is in the frame twice");
  });

  it("deals 100,000 contacts in well under a second", () => {
    const strata = ["a", "b", "c", "d"].map((stratum) => ({ stratum, contactIds: ids(stratum, 25_000) }));
    const before = performance.now();
    expect(dealWeeks({ strata, seed: "large" }).size).toBe(100_000);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

describe("dealing newcomers", () => {
  it("fills the emptiest weeks first, so that none is left behind", () => {
    const sizes = fc.array(fc.nat(30), { minLength: 1, maxLength: 13 });
    fc.assert(
      fc.property(sizes, fc.nat(100), fc.string(), (weekSizes, newcomers, seed) => {
        const dealt = dealNewcomers({ ids: ids("n", newcomers), weekSizes, seed });
        expect(dealt.size).toBe(newcomers);
        const added = weeksIn(dealt, dealt.keys(), weekSizes.length);
        const after = weekSizes.map((size, week) => size + added[week]!);
        const least = Math.min(...after);
        after.forEach((size, week) => {
          if (added[week]! > 0) expect(size).toBeLessThanOrEqual(least + 1);
        });
      }),
    );
  });

  it("depends on the seed and not on the order given, and does not always begin with the first week", () => {
    const weekSizes = Array<number>(13).fill(8);
    const deal = (given: string[], seed: string) =>
      Object.fromEntries(dealNewcomers({ ids: given, weekSizes, seed }));
    const given = ids("n", 20);
    expect(deal(given.toReversed(), "s")).toEqual(deal(given, "s"));
    expect(deal(given, "t")).not.toEqual(deal(given, "s"));
    const firstWeeks = Array.from({ length: 50 }, (_, seed) => deal(["n"], String(seed)).n);
    expect(new Set(firstWeeks).size).toBeGreaterThan(8);
    expect(weekSizes).toEqual(Array(13).fill(8));
  });

  it("refuses to deal into no week", () => {
    expect(() => dealNewcomers({ ids: ["n"], weekSizes: [], seed: "" })).toThrow(RangeError);
    expect(dealNewcomers({ ids: [], weekSizes: [], seed: "" }).size).toBe(0);
  });
});
