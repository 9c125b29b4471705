import { type Instrument, inScale } from "../../domain/satisfaction/instruments.js";

/** The score that a link or form names, undefined where it is not on the scale. */
export function scoreOf(instrument: Instrument, value: unknown): number | undefined {
  const score = wholeNumber(value);
  return score !== undefined && inScale(instrument, score) ? score : undefined;
}

/** A whole number of one or two digits, as a form sends it. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === "string" && /^\d{1,2}$/.test(value) ? Number(value) : undefined;
}
