import { describe, expect, it } from "vitest";
import {
  definitionOf,
  inScale,
  instruments,
  isLowScore,
} from "../../../src/domain/satisfaction/instruments.js";

describe("instruments", () => {
  it("name their scale and wording", () => {
    expect(definitionOf.nps).toMatchObject({ version: "nps-1", scale: { min: 0, max: 10 } });
    expect(definitionOf.csat).toMatchObject({ version: "csat-1", scale: { min: 1, max: 5 } });
    expect(definitionOf.ces).toMatchObject({ version: "ces-1", scale: { min: 1, max: 7 } });
    expect(definitionOf.expectations).toMatchObject({ version: "expectations-1", scale: { min: 1, max: 3 } });
  });

  it.each([
    ["nps", [0, 1, 2, 3, 4, 5, 6], [7, 8, 9, 10]],
    ["csat", [1, 2], [3, 4, 5]],
    ["ces", [1, 2, 3], [4, 5, 6, 7]],
    ["expectations", [1], [2, 3]],
  ] as const)("%s calls exactly %o low", (instrument, low, others) => {
    expect(low.map((score) => isLowScore(instrument, score))).not.toContain(false);
    expect(others.map((score) => isLowScore(instrument, score))).not.toContain(true);
  });

  it("take the whole numbers of their scale only", () => {
    for (const instrument of instruments) {
      const { min, max } = definitionOf[instrument].scale;
      for (const score of [min, max]) expect(inScale(instrument, score)).toBe(true);
      for (const score of [min - 1, max + 1, min + 0.5, Number.NaN]) {
        expect(inScale(instrument, score)).toBe(false);
        expect(() => isLowScore(instrument, score)).toThrow(RangeError);
      }
    }
  });
});
