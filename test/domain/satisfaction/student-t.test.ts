import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Z95 } from "../../../src/domain/satisfaction/normal.js";
import { tQuantile } from "../../../src/domain/satisfaction/student-t.js";

describe("two-sided t quantile", () => {
  it.each([
    [1, 12.7062],
    [2, 4.302653],
    [3, 3.182446],
    [4, 2.776445],
    [5, 2.570582],
    [10, 2.228139],
    [11, 2.200985],
    [29, 2.04523],
    [30, 2.042272],
    [60, 2.000298],
    [120, 1.97993],
    [1000, 1.962339],
  ])("of 95 %% with %d degrees of freedom is %d (published tables)", (df, t) => {
    expect(Math.abs(tQuantile(df) - t)).toBeLessThan(1e-6 + (df === 1 ? 1e-4 : 0));
  });

  it.each([
    [0.5, 10, 0.699812],
    [0.9, 5, 2.015048],
    [0.99, 10, 3.169273],
    [0.999, 20, 3.849516],
  ])("of %d with %d degrees of freedom is %d (published tables)", (probability, df, t) => {
    expect(tQuantile(df, probability)).toBeCloseTo(t, 6);
  });

  it("has the closed forms of one and of two degrees of freedom", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.9999, noNaN: true }), (p) => {
        expect(tQuantile(1, p) / Math.tan((Math.PI * p) / 2)).toBeCloseTo(1, 9);
        expect(tQuantile(2, p) / (p * Math.sqrt(2 / (1 - p * p)))).toBeCloseTo(1, 9);
      }),
    );
  });

  it("falls with the degrees of freedom to the normal quantile", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (df) => {
        expect(tQuantile(df)).toBeGreaterThan(Z95);
        expect(tQuantile(df + 1)).toBeLessThan(tQuantile(df) + 1e-9);
      }),
      { numRuns: 50 },
    );
    // Cornish-Fisher: z + (z³ + z)/(4·df).
    expect(tQuantile(1e6)).toBeCloseTo(Z95 + (Z95 ** 3 + Z95) / 4e6, 9);
  });

  it("refuses what is no number of degrees of freedom or no probability", () => {
    for (const df of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => tQuantile(df)).toThrow(RangeError);
    }
    for (const p of [0, 1, -1, Number.NaN]) expect(() => tQuantile(5, p)).toThrow(RangeError);
  });
});
