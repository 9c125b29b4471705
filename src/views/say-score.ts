import { definitionOf, type Instrument } from "../domain/satisfaction/instruments.js";
import type { Catalogue } from "../i18n/catalogue.js";

/** A score in words, as a page or card says it: "9", "10, Extremely likely", "Satisfied". */
export function sayScore(instrument: Instrument, score: number, t: Catalogue): string {
  const label = t.survey.labels[instrument][score];
  if (!label) return String(score);
  return instrument === "nps" || instrument === "ces" ? `${score}, ${label}` : label;
}

/** The scores of an instrument, ascending. */
export function scoresOf(instrument: Instrument): number[] {
  const { min, max } = definitionOf[instrument].scale;
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}
