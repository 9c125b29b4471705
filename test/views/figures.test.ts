import fc from "fast-check";
import { expect, test } from "vitest";
import { figures } from "../../src/domain/satisfaction/figures.js";
import { definitionOf, type Instrument, instruments } from "../../src/domain/satisfaction/instruments.js";
import { verdicts } from "../../src/domain/satisfaction/verdict.js";
import { catalogue } from "../../src/i18n/catalogue.js";
import { figuresText, verdictText } from "../../src/views/figures.js";

const [en, es] = [catalogue("en"), catalogue("es")];
const scores = (instrument: Instrument, counts: Record<number, number>) =>
  figures(
    instrument,
    Object.entries(counts).map(([score, count]) => ({ score: Number(score), count })),
  );

test.each<[Instrument, Record<number, number>, string, string]>([
  ["nps", {}, "Not shown: 0 answers, fewer than 5", "No se muestra: 0 respuestas, menos de 5"],
  ["nps", { 10: 1 }, "Not shown: 1 answer, fewer than 5", "No se muestra: 1 respuesta, menos de 5"],
  ["csat", { 5: 4 }, "Not shown: 4 answers, fewer than 5", "No se muestra: 4 respuestas, menos de 5"],
  [
    "nps",
    { 10: 3, 7: 1, 0: 1 },
    "NPS 40 (−30 … 80), 5 answers (few answers)",
    "NPS 40 (−30 … 80), 5 respuestas (pocas respuestas)",
  ],
  ["nps", { 0: 30 }, "NPS −100 (−100 … −79), 30 answers", "NPS −100 (−100 … −79), 30 respuestas"],
  ["nps", { 10: 15, 0: 15 }, "NPS 0 (−33 … 33), 30 answers", "NPS 0 (−33 … 33), 30 respuestas"],
  ["csat", { 5: 20, 3: 10 }, "CSAT 67% (49% … 81%), 30 answers", "CSAT 67 % (49 % … 81 %), 30 respuestas"],
  [
    "csat",
    { 5: 1234, 1: 1 },
    "CSAT 100% (100% … 100%), 1,235 answers",
    "CSAT 100 % (100 % … 100 %), 1235 respuestas",
  ],
  [
    "ces",
    { 2: 1, 3: 1, 4: 1, 5: 2, 6: 4, 7: 3 },
    "CES 5.3 (4.3 … 6.4), easy for 75% (47% … 91%), 12 answers (few answers)",
    "CES 5,3 (4,3 … 6,4), fácil para el 75 % (47 % … 91 %), 12 respuestas (pocas respuestas)",
  ],
  [
    "ces",
    { 7: 30 },
    "CES 7.0 (7.0 … 7.0), easy for 100% (89% … 100%), 30 answers",
    "CES 7,0 (7,0 … 7,0), fácil para el 100 % (89 % … 100 %), 30 respuestas",
  ],
  [
    "expectations",
    { 1: 8, 2: 42 },
    "Expectations met for 84% (71% … 92%), exceeded for 0% (0% … 7%), 50 answers",
    "Expectativas cumplidas para el 84 % (71 % … 92 %), superadas para el 0 % (0 % … 7 %), 50 respuestas",
  ],
])("%s of %j reads “%s”", (instrument, counts, english, spanish) => {
  expect(figuresText(scores(instrument, counts), en)).toBe(english);
  expect(figuresText(scores(instrument, counts), es).replaceAll("\u00a0", " ")).toBe(spanish);
});

const histogram = (instrument: Instrument) => {
  const { min, max } = definitionOf[instrument].scale;
  return fc.uniqueArray(
    fc.record({ score: fc.integer({ min, max }), count: fc.integer({ min: 0, max: 60 }) }),
    { selector: ({ score }) => score },
  );
};
const anyHistogram = fc.constantFrom(...instruments).chain((instrument) =>
  fc.record({
    instrument: fc.constant(instrument),
    current: histogram(instrument),
    previous: histogram(instrument),
  }),
);

test("figures never show decimals but those of a mean, a hyphen for a minus, a minus zero, or a score below the gate", () => {
  fc.assert(
    fc.property(anyHistogram, ({ instrument, current }) => {
      const shown = figures(instrument, current);
      for (const t of [en, es]) {
        const text = figuresText(shown, t).replace(/^CES [1-7][.,]\d \([1-7][.,]\d … [1-7][.,]\d\)/, "CES");
        expect(text).not.toMatch(/\d[.,]\d{1,2}(?!\d)|-\d|−0(?!\d)|NaN|undefined/);
        if (shown.gate === "hidden") expect(text.match(/\d+/g)).toEqual([String(shown.n), "5"]);
        else expect(text.includes(t.figures.few)).toBe(shown.n < 30);
      }
    }),
    { numRuns: 300 },
  );
});

test("a verdict names whole points, and only where there is a signal", () => {
  fc.assert(
    fc.property(anyHistogram, (quarters) => {
      const [verdict] = verdicts([quarters]);
      const text = verdictText(verdict!, en);
      expect(text).not.toMatch(/\d\.\d|-|−|NaN/);
      expect(/\d+ points/.test(text)).toBe(verdict?.kind === "signal");
    }),
    { numRuns: 300 },
  );
});

test.each([
  [{ kind: "no_previous" } as const, "No comparison: there are no answers in the 13 weeks before."],
  [
    { kind: "too_few", n: 100, previous: 29 } as const,
    "No comparison: it takes 30 answers in both quarters.",
  ],
  [
    { kind: "no_signal", difference: -9.4, low: -20, high: 1, adjustedP: 0.4 } as const,
    "No signal: the difference from the quarter before is within what chance explains.",
  ],
  [
    { kind: "signal", direction: "up", difference: 10.4, low: 1, high: 20, adjustedP: 0.01 } as const,
    "Signal: 10 points above the quarter before, more than chance explains.",
  ],
  [
    { kind: "signal", direction: "down", difference: -23.5, low: -30, high: -1, adjustedP: 0.01 } as const,
    "Signal: 24 points below the quarter before, more than chance explains.",
  ],
])("the verdict %j is told in one sentence", (verdict, sentence) => {
  expect(verdictText(verdict, en)).toBe(sentence);
  expect(verdictText(verdict, es)).toMatch(/^(Sin comparación|Sin señal|Señal): /);
});
