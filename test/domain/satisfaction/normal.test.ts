import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { twoSidedP, Z95 } from "../../../src/domain/satisfaction/normal.js";

describe("two-sided p-value", () => {
  it.each([
    [0, 1.0],
    [0.001, 0.9992021155721779],
    [0.5, 0.6170750774519738],
    [1, 0.31731050786291415],
    [1.5, 0.13361440253771614],
    [2, 0.04550026389635839],
    [2.5, 0.012419330651552265],
    [2.999999, 0.0026998049269703105],
    [3, 0.0026997960632601866],
    [3.000001, 0.0026997871995766594],
    [3.5, 0.00046525815807105003],
    [5, 5.733031437583866e-7],
    [8, 1.244192114854348e-15],
    [20, 5.507248237212311e-89],
  ])("of z = %d is %d (scipy 1.17, 2·norm.sf)", (z, p) => {
    expect(Math.abs(twoSidedP(z) - p)).toBeLessThanOrEqual(1e-11 * p);
  });

  it("of the 95 % quantile is .05", () => expect(twoSidedP(Z95)).toBeCloseTo(0.05, 14));

  it("is the same for either sign, falls with the distance and stays within 0..1", () => {
    const z = fc.double({ min: 0, max: 40, noNaN: true });
    fc.assert(
      fc.property(z, z, (a, b) => {
        expect(twoSidedP(-a)).toBe(twoSidedP(a));
        expect(twoSidedP(a)).toBeLessThanOrEqual(1);
        expect(twoSidedP(a)).toBeGreaterThanOrEqual(0);
        expect(twoSidedP(a + b)).toBeLessThanOrEqual(twoSidedP(a) + 1e-15);
      }),
    );
  });

  it("of an endless z is 0, and NaN is refused", () => {
    expect(twoSidedP(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(() => twoSidedP(Number.NaN)).toThrow(RangeError);
  });
});
