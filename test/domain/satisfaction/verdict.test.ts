import { describe, expect, it } from "vitest";
import { type Quarters, type Verdict, verdicts } from "../../../src/domain/satisfaction/verdict.js";

const nps = (promoters: number, passives: number, detractors: number) => [
  { score: 10, count: promoters },
  { score: 8, count: passives },
  { score: 2, count: detractors },
];
const csat = (satisfied: number, others: number) => [
  { score: 5, count: satisfied },
  { score: 3, count: others },
];
const npsQuarters = (previous: ReturnType<typeof nps>, current: ReturnType<typeof nps>): Quarters => ({
  instrument: "nps",
  previous,
  current,
});
const verdict = (quarters: Quarters): Verdict => verdicts([quarters])[0]!;

/** Vector 6: p .0226. */
const risen = npsQuarters(nps(40, 35, 25), nps(55, 30, 15));
const steady = npsQuarters(nps(40, 35, 25), nps(40, 35, 25));

describe("verdict on two quarters", () => {
  it("is a signal up for a clear rise, told in points of the scores shown (vector 6)", () => {
    expect(verdict(risen)).toEqual({
      kind: "signal",
      direction: "up",
      difference: expect.closeTo(25, 10),
      low: expect.closeTo(3.4024, 4),
      high: expect.closeTo(45.1413, 4),
      adjustedP: expect.closeTo(0.022637, 6),
    });
  });

  it("is a signal down for the same, reversed", () => {
    const fallen = npsQuarters(risen.current, risen.previous);
    expect(verdict(fallen)).toMatchObject({
      kind: "signal",
      direction: "down",
      difference: expect.closeTo(-25, 10),
    });
  });

  it("compares CSAT in percentage points, current − previous (vector 11)", () => {
    expect(verdict({ instrument: "csat", previous: csat(48, 32), current: csat(56, 14) })).toEqual({
      kind: "signal",
      direction: "up",
      difference: expect.closeTo(20, 10),
      low: expect.closeTo(5.2431, 4),
      high: expect.closeTo(33.3873, 4),
      adjustedP: expect.closeTo(0.008045, 6),
    });
  });

  it.each([
    ["ces", [4, 5]],
    ["ces", [1, 7]],
    ["expectations", [1, 2]],
    ["expectations", [1, 3]],
  ] as const)("compares the share of %s at its threshold likewise: %o", (instrument, [below, above]) => {
    const quarter = (met: number, others: number) => [
      { score: above, count: met },
      { score: below, count: others },
    ];
    expect(verdict({ instrument, previous: quarter(48, 32), current: quarter(56, 14) })).toEqual(
      verdict({ instrument: "csat", previous: csat(48, 32), current: csat(56, 14) }),
    );
  });

  it("is no signal where nothing differs", () => {
    expect(verdict(steady)).toMatchObject({ kind: "no_signal", difference: 0, adjustedP: 1 });
  });

  it("is no signal for a difference that chance explains, however large", () => {
    const noisy = verdict(npsQuarters(nps(12, 10, 8), nps(16, 8, 6)));
    expect(noisy).toMatchObject({ kind: "no_signal", difference: expect.closeTo(20, 10) });
  });

  it("is no signal below ten points, however certain, and one at exactly ten", () => {
    const from = nps(30_000, 40_000, 30_000);
    expect(verdict(npsQuarters(from, nps(39_999, 30_001, 30_000)))).toMatchObject({
      kind: "no_signal",
      adjustedP: expect.closeTo(0, 12),
    });
    expect(verdict(npsQuarters(from, nps(40_000, 30_000, 30_000))).kind).toBe("signal");
  });

  it("counts a third minus seven thirtieths as ten points", () => {
    const [before, now] = [csat(7_000, 23_000), csat(10_000, 20_000)];
    expect(verdict({ instrument: "csat", previous: before, current: now }).kind).toBe("signal");
    expect(verdict({ instrument: "csat", previous: now, current: before }).kind).toBe("signal");
  });

  it("is too early with 29 answers in either quarter, and possible with 30 in both", () => {
    const [few, enough] = [nps(29, 0, 0), nps(0, 0, 30)];
    expect(verdict(npsQuarters(enough, few))).toEqual({ kind: "too_few", n: 29, previous: 30 });
    expect(verdict(npsQuarters(few, enough))).toEqual({ kind: "too_few", n: 30, previous: 29 });
    expect(verdict(npsQuarters(nps(30, 0, 0), enough)).kind).toBe("signal");
  });

  it("says so where there is no previous quarter", () => {
    expect(verdict(npsQuarters([], nps(40, 35, 25)))).toEqual({ kind: "no_previous" });
    expect(verdict(npsQuarters(nps(0, 0, 0), nps(1, 0, 0)))).toEqual({ kind: "no_previous" });
  });

  it("never depends on the order of scores", () => {
    const reversed = npsQuarters(risen.previous.toReversed(), risen.current.toReversed());
    expect(verdict(reversed)).toEqual(verdict(risen));
  });

  it("refuses scores of another scale", () => {
    expect(() => verdict({ ...risen, instrument: "csat" })).toThrow(RangeError);
  });
});

describe("verdicts on several surveys", () => {
  it("ask more of each survey the more are tested together", () => {
    expect(verdicts([risen, ...Array(3).fill(steady)]).map(({ kind }) => kind)).toEqual([
      "signal",
      ...Array(3).fill("no_signal"),
    ]);
    expect(verdicts([risen, ...Array(4).fill(steady)])[0]).toMatchObject({
      kind: "no_signal",
      adjustedP: expect.closeTo(5 * 0.022637, 5),
    });
  });

  it("count only those that could be tested, and keep the order given", () => {
    const untestable = npsQuarters([], nps(40, 35, 25));
    const few = npsQuarters(nps(3, 1, 1), nps(40, 35, 25));
    const given = verdicts([untestable, few, few, risen, untestable, few]);
    expect(given.map(({ kind }) => kind)).toEqual([
      "no_previous",
      "too_few",
      "too_few",
      "signal",
      "no_previous",
      "too_few",
    ]);
    expect(given[3]).toMatchObject({ adjustedP: expect.closeTo(0.022637, 6) });
  });

  it("of no survey are none", () => expect(verdicts([])).toEqual([]));
});
