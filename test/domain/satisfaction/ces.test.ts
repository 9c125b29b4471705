import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ces, easyAnswers } from "../../../src/domain/satisfaction/ces.js";

const bars = (scores: number[]) => scores.map((score) => ({ score, count: 1 }));

describe("CES", () => {
  it("is the mean with its t interval and the shares of 5 and of 6 or more (vector 13)", () => {
    const shown = ces(bars([7, 6, 6, 5, 7, 4, 2, 6, 7, 5, 6, 3]));
    expect(shown.n).toBe(12);
    expect(shown.mean).toBeCloseTo(5.333333, 6);
    expect(shown.sd).toBeCloseTo(1.61433, 6);
    expect(shown.low).toBeCloseTo(4.307637, 6);
    expect(shown.high).toBeCloseTo(6.35903, 6);
    expect(shown.atLeast5.share).toBe(0.75);
    expect(shown.atLeast6.share).toBeCloseTo(0.583333, 6);
  });

  it("counts a 5 as easy and a 4 as not", () => {
    expect(easyAnswers(bars([4, 5]))).toEqual({ successes: 1, n: 2 });
  });

  it("of answers all the same has an interval of no width, of one answer that of the whole scale", () => {
    expect(ces([{ score: 6, count: 9 }])).toMatchObject({ mean: 6, sd: 0, low: 6, high: 6 });
    expect(ces([{ score: 6, count: 1 }])).toMatchObject({ mean: 6, sd: 0, low: 1, high: 7 });
  });

  it("has a mean within its interval within the scale, whatever the answers and their order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 60 }), (scores) => {
        const { mean, sd, low, high } = ces(bars(scores));
        expect(sd).toBeGreaterThanOrEqual(0);
        expect(low).toBeGreaterThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(mean);
        expect(high).toBeGreaterThanOrEqual(mean);
        expect(high).toBeLessThanOrEqual(7);
      }),
    );
  });

  it.each([0, 8, 4.5])("refuses a score of %d", (score) => {
    expect(() => ces(bars([score]))).toThrow("ces score must be a whole number 1–7");
  });

  it("refuses to give a mean of no answers", () => expect(() => ces([])).toThrow(RangeError));
});
