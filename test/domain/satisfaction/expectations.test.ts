import { describe, expect, it } from "vitest";
import { expectations, metAnswers } from "../../../src/domain/satisfaction/expectations.js";

const histogram = (...counts: number[]) => counts.map((count, index) => ({ score: index + 1, count }));

describe("expectations", () => {
  it("are met by 2 and 3 and exceeded by 3, with Wilson intervals (vector 9: 6 of 32)", () => {
    const { met, exceeded, n } = expectations(histogram(26, 0, 6));
    expect(n).toBe(32);
    expect(met).toEqual(exceeded);
    expect(met.share).toBe(0.1875);
    expect(met.low).toBeCloseTo(0.08889545, 8);
    expect(met.high).toBeCloseTo(0.35309155, 8);
  });

  it("count a 2 as met, but not as exceeded", () => {
    expect(metAnswers(histogram(3, 4, 1))).toEqual({ successes: 5, n: 8 });
    expect(expectations(histogram(3, 4, 1)).exceeded.share).toBe(0.125);
  });

  it.each([0, 4, 1.5])("refuse a score of %d", (score) => {
    expect(() => expectations([{ score, count: 1 }])).toThrow(
      "expectations score must be a whole number 1–3",
    );
  });

  it("refuse to give a share of no answers", () => expect(() => expectations([])).toThrow(RangeError));
});
