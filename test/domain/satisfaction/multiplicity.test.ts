import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../../src/domain/satisfaction/multiplicity.js";

const adjust = (ps: number[]) => ps.map((p) => benjaminiHochberg(p, ps));
const several = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });

describe("Benjamini–Hochberg", () => {
  it("adjusts five p-values (vector 14)", () => {
    const expected = [0.015, 0.0525, 0.066667, 0.25, 0.6];
    adjust([0.003, 0.021, 0.04, 0.2, 0.6]).forEach((p, i) => {
      expect(p).toBeCloseTo(expected[i]!, 6);
    });
  });

  it("leaves a single test as it is", () => expect(adjust([0.04])).toEqual([0.04]));

  it("lets a larger p-value pull a smaller one down, and ties share", () => {
    expect(adjust([0.04, 0.05, 0.04])).toEqual([0.05, 0.05, 0.05].map((p) => expect.closeTo(p, 12)));
  });

  it("never lowers a p-value, keeps their order and stays within 0..1", () => {
    fc.assert(
      fc.property(several, (ps) => {
        const ascending = ps.toSorted((a, b) => a - b);
        const adjusted = adjust(ascending);
        adjusted.forEach((p, i) => {
          expect(p).toBeGreaterThanOrEqual(ascending[i]! - 1e-15);
          expect(p).toBeLessThanOrEqual(1);
          expect(p).toBeGreaterThanOrEqual(adjusted[i - 1] ?? 0);
        });
      }),
    );
  });

  it.each([-0.1, 1.1, Number.NaN])("refuses a p-value of %d", (p) => {
    expect(() => benjaminiHochberg(p, [p])).toThrow(RangeError);
    expect(() => benjaminiHochberg(0.5, [0.5, p])).toThrow(RangeError);
  });
});
