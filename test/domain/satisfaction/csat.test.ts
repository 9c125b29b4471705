import { describe, expect, it } from "vitest";
import { csat, topTwoBox } from "../../../src/domain/satisfaction/csat.js";

const histogram = (...counts: number[]) => counts.map((count, index) => ({ score: index + 1, count }));

describe("CSAT", () => {
  it("is the share of 4 and 5, with its Wilson interval (vector 10: 42 of 50)", () => {
    const { share, n, low, high } = csat(histogram(1, 2, 5, 20, 22));
    expect(n).toBe(50);
    expect(share).toBe(0.84);
    expect(low).toBeCloseTo(0.714858, 6);
    expect(high).toBeCloseTo(0.916626, 6);
  });

  it("counts a 4 as satisfied and a 3 as not", () => {
    expect(topTwoBox(histogram(0, 0, 7, 4, 1))).toEqual({ successes: 5, n: 12 });
  });

  it("agrees with the lounge ratings of 2012: 172 of 330 satisfied", () => {
    const { share, low, high } = csat(histogram(0, 0, 158, 172, 0));
    expect(share).toBeCloseTo(0.521212, 6);
    expect(low).toBeCloseTo(0.467381, 6);
    expect(high).toBeCloseTo(0.574555, 6);
  });

  it.each([0, 6, 4.5])("refuses a score of %d", (score) => {
    expect(() => csat([{ score, count: 1 }])).toThrow("csat score must be a whole number 1–5");
  });

  it("refuses to give a share of no answers, and a negative count", () => {
    expect(() => csat([])).toThrow(RangeError);
    expect(() => csat([{ score: 4, count: -1 }])).toThrow("count of score 4");
  });
});
