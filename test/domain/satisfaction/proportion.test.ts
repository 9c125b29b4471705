import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newcombe, wilson } from "../../../src/domain/satisfaction/proportion.js";

const of = (successes: number, n: number) => ({ successes, n });
const proportion = fc
  .integer({ min: 1, max: 500 })
  .chain((n) => fc.record({ successes: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

describe("Wilson interval", () => {
  it.each([
    [of(81, 263), 0.255289, 0.36621, 1e-6],
    [of(15, 148), 0.062386, 0.160487, 1e-6],
    [of(0, 20), 0, 0.161125, 1e-6],
    [of(1, 29), 0.006113, 0.171755, 1e-6],
    [of(6, 32), 0.08889545, 0.35309155, 1e-8],
    [of(42, 50), 0.714858, 0.916626, 1e-6],
    [of(5, 5), 0.565518, 1, 1e-6],
    [of(212, 1240), 0.151037, 0.192931, 1e-6],
  ])("of %o is %d to %d (vectors 8–10)", (given, low, high, tolerance) => {
    const interval = wilson(given);
    expect(Math.abs(interval.low - low)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(interval.high - high)).toBeLessThanOrEqual(tolerance);
  });

  it("ends exactly at 0 for none and at 1 for all", () => {
    expect(wilson(of(0, 20)).low).toBe(0);
    expect(wilson(of(5, 5)).high).toBe(1);
  });

  it("contains the share and lies within 0..1", () => {
    fc.assert(
      fc.property(proportion, (given) => {
        const { share, low, high } = wilson(given);
        expect(share).toBe(given.successes / given.n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(share);
        expect(share).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("of the failures mirrors that of the successes", () => {
    fc.assert(
      fc.property(proportion, ({ successes, n }) => {
        const [some, others] = [wilson(of(successes, n)), wilson(of(n - successes, n))];
        expect(others.low).toBeCloseTo(1 - some.high, 12);
        expect(others.high).toBeCloseTo(1 - some.low, 12);
      }),
    );
  });

  it.each([of(0, 0), of(1, -1), of(-1, 10), of(11, 10), of(1.5, 10), of(1, 10.5), of(Number.NaN, 10)])(
    "of %o is refused",
    (given) => {
      expect(() => wilson(given)).toThrow(RangeError);
      expect(() => newcombe(given, of(1, 2))).toThrow(RangeError);
      expect(() => newcombe(of(1, 2), given)).toThrow(RangeError);
    },
  );
});

describe("Newcombe's interval for a difference", () => {
  it.each([
    [of(56, 70), of(48, 80), 0.2, 0.052431, 0.333873],
    [of(9, 10), of(3, 10), 0.6, 0.170523, 0.809018],
    [of(0, 10), of(0, 20), 0, -0.161125, 0.277533],
    [of(5, 56), of(0, 29), 0.089286, -0.038137, 0.19256],
  ])("of %o − %o is %d, from %d to %d (vectors 11–12)", (a, b, difference, low, high) => {
    const given = newcombe(a, b);
    expect(given.difference).toBeCloseTo(difference, 6);
    expect(Math.abs(given.low - low)).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(given.high - high)).toBeLessThanOrEqual(1e-6);
  });

  it("comes with the pooled test of no difference (vector 11)", () => {
    const { z, p } = newcombe(of(56, 70), of(48, 80));
    expect(Math.abs(z - 2.650172)).toBeLessThanOrEqual(1e-6);
    expect(Math.abs(p - 0.008045)).toBeLessThanOrEqual(1e-6);
  });

  it.each([
    [of(0, 10), of(0, 20)],
    [of(10, 10), of(20, 20)],
  ])("finds nothing between %o and %o, where all answers agree", (a, b) => {
    expect(newcombe(a, b)).toMatchObject({ difference: 0, z: 0, p: 1 });
  });

  it("is antisymmetric", () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const [there, back] = [newcombe(a, b), newcombe(b, a)];
        expect(back.difference).toBeCloseTo(-there.difference, 12);
        expect(back.low).toBeCloseTo(-there.high, 12);
        expect(back.high).toBeCloseTo(-there.low, 12);
        expect(back.z).toBeCloseTo(-there.z, 12);
        expect(back.p).toBeCloseTo(there.p, 12);
      }),
    );
  });

  it("contains the difference and lies within −1..1", () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const { difference, low, high } = newcombe(a, b);
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(low).toBeLessThanOrEqual(difference);
        expect(difference).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
});
