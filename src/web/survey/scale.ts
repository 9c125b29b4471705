import type { Instrument } from "../../domain/satisfaction/instruments.js";
import { inScale } from "../../domain/satisfaction/instruments.js";
import type { Catalogue } from "../../i18n/catalogue.js";

/** A score in words, as a page or mail says it: "9", "10, Extremely likely", "Satisfied". */
export function sayScore(instrument: Instrument, score: number, t: Catalogue): string {
  const label = t.survey.labels[instrument][score];
  if (!label) return String(score);
  return instrument === "nps" || instrument === "ces" ? `${score}, ${label}` : label;
}

/** The score that a link or form names, undefined where it is not on the scale. */
export function scoreOf(instrument: Instrument, value: unknown): number | undefined {
  const score = wholeNumber(value);
  return score !== undefined && inScale(instrument, score) ? score : undefined;
}

/** A whole number of one or two digits, as a form sends it. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === "string" && /^\d{1,2}$/.test(value) ? Number(value) : undefined;
}
