import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NpsCounts,
  nps,
  npsCounts,
  npsDifference,
  npsInterval,
} from "../../../src/domain/satisfaction/nps.js";

const of = (promoters: number, passives: number, detractors: number): NpsCounts => ({
  promoters,
  passives,
  detractors,
});
const oneEach = (scores: number[]) => scores.map((score) => ({ score, count: 1 }));

/** The golden vectors are given to six digits of a share, that is to four of a score in points. */
function expectNear(actual: number, expected: number, tolerance = 1e-4) {
  expect(Math.abs(actual - expected), `${actual} should be ${expected}`).toBeLessThanOrEqual(tolerance);
}

const answers = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 200 });
const counts = answers.map((scores) => npsCounts(oneEach(scores)));

describe("NPS of twenty answers (vector 1)", () => {
  const scores = [10, 9, 9, 8, 7, 6, 10, 3, 0, 9, 8, 10, 5, 9, 7, 10, 2, 9, 8, 10];
  const twenty = npsCounts(oneEach(scores));

  it("counts promoters, passives and detractors", () => expect(twenty).toEqual(of(10, 5, 5)));

  it("gives score, variance and standard error", () => {
    const { score, variance, standardError, n } = nps(twenty);
    expect(n).toBe(20);
    expectNear(score, 25);
    expectNear(variance, 0.6875, 1e-6);
    expectNear(standardError, 18.5405);
  });

  it("gives the adjusted Wald interval and what it is made of", () => {
    const { low, high, adjusted } = npsInterval(twenty);
    expectNear(adjusted.score, 21.7391);
    expectNear(adjusted.variance, 0.670132, 1e-6);
    expectNear(adjusted.standardError, 17.0693);
    expectNear(low, -11.7161);
    expectNear(high, 55.1944);
  });
});

describe("NPS and its interval (vectors 2–5)", () => {
  it.each([
    [of(45, 40, 15), 30, 15.3042, 42.9483],
    [of(120, 60, 20), 50, 39.9883, 58.5338],
    [of(3, 1, 1), 40, -29.7827, 79.7827],
    [of(8, 0, 0), 100, 38.5383, 100],
    [of(0, 6, 0), 0, -26.6717, 26.6717],
  ])("of %o is %d, from %d to %d", (given, score, low, high) => {
    const interval = npsInterval(given);
    expectNear(nps(given).score, score);
    expectNear(interval.low, low);
    expectNear(interval.high, high);
  });

  it("clamps to the end of the scale exactly", () => {
    expect(npsInterval(of(8, 0, 0)).high).toBe(100);
    expect(npsInterval(of(0, 0, 8)).low).toBe(-100);
  });
});

describe("NPS classes", () => {
  it.each([
    [0, of(0, 0, 1)],
    [6, of(0, 0, 1)],
    [7, of(0, 1, 0)],
    [8, of(0, 1, 0)],
    [9, of(1, 0, 0)],
    [10, of(1, 0, 0)],
  ])("puts a score of %d in its class", (score, expected) => {
    expect(npsCounts([{ score, count: 1 }])).toEqual(expected);
  });

  it("adds up bars, also two of the same score", () => {
    const bars = [
      { score: 10, count: 4 },
      { score: 10, count: 1 },
      { score: 0, count: 3 },
      { score: 8, count: 2 },
    ];
    expect(npsCounts(bars)).toEqual(of(5, 2, 3));
  });
});

describe("difference between two periods", () => {
  it("is tested on the adjusted scores (vector 6)", () => {
    const { difference, standardError, z, p, low, high } = npsDifference(of(40, 35, 25), of(55, 30, 15));
    expectNear(difference, 24.2718);
    expectNear(standardError, 10.6479);
    expectNear(z, 2.279505, 1e-6);
    expectNear(p, 0.022637, 1e-6);
    expectNear(low, 3.4024);
    expectNear(high, 45.1413);
  });

  it("of small periods is far from certain (vector 7)", () => {
    const { z, p } = npsDifference(of(10, 5, 5), of(12, 5, 3));
    expectNear(z, 0.750702, 1e-6);
    expectNear(p, 0.452832, 1e-6);
  });

  it("changes its sign, and nothing else, when the periods are swapped", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [there, back] = [npsDifference(a, b), npsDifference(b, a)];
        expect(back.difference).toBeCloseTo(-there.difference, 10);
        expect(back.low).toBeCloseTo(-there.high, 10);
        expect(back.high).toBeCloseTo(-there.low, 10);
        expect(back.p).toBeCloseTo(there.p, 10);
      }),
    );
  });

  it("is clamped to the ends of its scale exactly", () => {
    const [all, none] = [of(30, 0, 0), of(0, 0, 100_000)];
    expect(npsDifference(none, all).high).toBe(200);
    expect(npsDifference(all, none).low).toBe(-200);
  });

  it("stays within −200..200 and contains its point", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const { difference, low, high } = npsDifference(a, b);
        expect(low).toBeGreaterThanOrEqual(-200);
        expect(low).toBeLessThanOrEqual(difference);
        expect(difference).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe("NPS interval", () => {
  it("contains the raw score whatever the answers, from two answers on", () => {
    for (let n = 2; n <= 60; n++) {
      for (let promoters = 0; promoters <= n; promoters++) {
        for (let detractors = 0; detractors <= n - promoters; detractors++) {
          const given = of(promoters, n - promoters - detractors, detractors);
          const { score } = nps(given);
          const { low, high } = npsInterval(given);
          if (!(low <= score && score <= high)) expect.fail(`${score} is not in ${low}…${high}`);
        }
      }
    }
  });

  it("of a single promoter ends short of 100, which the display gate never shows", () => {
    expectNear(npsInterval(of(1, 0, 0)).high, 98.4986);
  });

  it("lies within −100..100 and has a width", () => {
    fc.assert(
      fc.property(counts, (given) => {
        const { low, high } = npsInterval(given);
        expect(low).toBeGreaterThanOrEqual(-100);
        expect(high).toBeLessThanOrEqual(100);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  it("does not depend on the order of the answers", () => {
    const shuffled = answers.chain((scores) =>
      fc.tuple(
        fc.constant(scores),
        fc.shuffledSubarray(scores, { minLength: scores.length, maxLength: scores.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([scores, others]) => {
        expect(npsInterval(npsCounts(oneEach(others)))).toEqual(npsInterval(npsCounts(oneEach(scores))));
      }),
    );
  });
});

describe("NPS refuses", () => {
  it.each([-1, 11, 7.5, Number.NaN])("a score of %d", (score) => {
    expect(() => npsCounts([{ score, count: 1 }])).toThrow(RangeError);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("a count of %d", (count) => {
    expect(() => npsCounts([{ score: 9, count }])).toThrow(RangeError);
    for (const given of [of(count, 2, 2), of(2, count, 2), of(2, 2, count)]) {
      expect(() => nps(given)).toThrow(RangeError);
      expect(() => npsInterval(given)).toThrow(RangeError);
      expect(() => npsDifference(of(1, 1, 1), given)).toThrow(RangeError);
    }
  });

  it("to give a score of no answers", () => {
    expect(() => nps(of(0, 0, 0))).toThrow("answers must be a whole number of at least 1, got 0");
    expect(() => npsInterval(of(0, 0, 0))).toThrow(RangeError);
  });
});
