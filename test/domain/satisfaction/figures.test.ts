import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figures } from "../../../src/domain/satisfaction/figures.js";
import { definitionOf, instruments } from "../../../src/domain/satisfaction/instruments.js";

describe("figures of NPS", () => {
  it("show the raw score with the adjusted interval (vector 2)", () => {
    const shown = figures("nps", [
      { score: 10, count: 45 },
      { score: 7, count: 40 },
      { score: 3, count: 15 },
    ]);
    expect(shown).toEqual({
      gate: "full",
      instrument: "nps",
      n: 100,
      score: 30,
      low: expect.closeTo(15.3042, 4),
      high: expect.closeTo(42.9483, 4),
    });
  });
});

describe("figures of CSAT", () => {
  it("show the share with its Wilson interval (vector 10), marked where answers are few", () => {
    expect(figures("csat", [{ score: 4, count: 5 }])).toEqual({
      gate: "few",
      instrument: "csat",
      n: 5,
      topTwo: 5,
      share: 1,
      low: expect.closeTo(0.565518, 6),
      high: 1,
    });
  });
});

describe("figures of CES", () => {
  it("show the mean with its t interval and the share of 5 or more (vector 13)", () => {
    const scores = [7, 6, 6, 5, 7, 4, 2, 6, 7, 5, 6, 3];
    expect(
      figures(
        "ces",
        scores.map((score) => ({ score, count: 1 })),
      ),
    ).toEqual({
      gate: "few",
      instrument: "ces",
      n: 12,
      mean: expect.closeTo(5.333333, 6),
      low: expect.closeTo(4.307637, 6),
      high: expect.closeTo(6.35903, 6),
      topShare: { share: 0.75, low: expect.closeTo(0.467695, 6), high: expect.closeTo(0.911058, 6) },
    });
  });
});

describe("figures of expectations", () => {
  it("show what was met and, of all, what was exceeded, each with its Wilson interval (vector 10)", () => {
    const bars = [
      { score: 1, count: 8 },
      { score: 2, count: 42 },
    ];
    expect(figures("expectations", bars)).toEqual({
      gate: "full",
      instrument: "expectations",
      n: 50,
      met: { share: 0.84, low: expect.closeTo(0.714858, 6), high: expect.closeTo(0.916626, 6) },
      exceeded: { share: 0, low: 0, high: expect.closeTo(0.071348, 6) },
    });
  });
});

describe("figures", () => {
  it.each(instruments)("of fewer than five %s answers hold no score at all", (instrument) => {
    expect(figures(instrument, [])).toEqual({ gate: "hidden", instrument, n: 0 });
    expect(figures(instrument, [{ score: 3, count: 4 }])).toEqual({ gate: "hidden", instrument, n: 4 });
  });

  it.each(instruments)("of %s do not depend on the order in which scores are read", (instrument) => {
    const { min, max } = definitionOf[instrument].scale;
    const bars = fc.array(
      fc.record({ score: fc.integer({ min, max }), count: fc.integer({ min: 0, max: 50 }) }),
    );
    fc.assert(
      fc.property(bars, (histogram) => {
        expect(figures(instrument, histogram.toReversed())).toEqual(figures(instrument, histogram));
      }),
    );
  });

  it("refuse a score of another scale, even hidden ones", () => {
    expect(() => figures("csat", [{ score: 9, count: 1 }])).toThrow(
      "csat score must be a whole number 1–5, got 9",
    );
    expect(() => figures("nps", [{ score: 9, count: -1 }])).toThrow(RangeError);
  });
});
