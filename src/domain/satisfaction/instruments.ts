/** The instruments that a survey can use; each needs an entry in `definitionOf` and wherever else the compiler asks. */
export const instruments = ["nps", "csat", "ces", "expectations"] as const;

export type Instrument = (typeof instruments)[number];

/** What an instrument asks for: whole scores on `scale`, those up to `lowUpTo` being low; `version` names the wording. */
type Definition = { version: string; scale: { min: number; max: number }; lowUpTo: number };

/**
 * Each instrument's scale, detractor level and wording (NPS: Reichheld 2003; CSAT: satisfaction on five points;
 * CES 2.0: agreement that it was easy, CEB 2013; expectations: 1 worse, 2 as expected, 3 better).
 */
export const definitionOf: Record<Instrument, Definition> = {
  nps: { version: "nps-1", scale: { min: 0, max: 10 }, lowUpTo: 6 },
  csat: { version: "csat-1", scale: { min: 1, max: 5 }, lowUpTo: 2 },
  ces: { version: "ces-1", scale: { min: 1, max: 7 }, lowUpTo: 3 },
  expectations: { version: "expectations-1", scale: { min: 1, max: 3 }, lowUpTo: 1 },
};

/** Whether a score is a whole number on the instrument's scale. */
export function inScale(instrument: Instrument, score: number): boolean {
  const { min, max } = definitionOf[instrument].scale;
  return Number.isInteger(score) && score >= min && score <= max;
}

/** Whether a score is at the detractor level (NPS 0–6, CSAT 1–2, CES 1–3, expectations 1); RangeError off the scale. */
export function isLowScore(instrument: Instrument, score: number): boolean {
  requireScore(instrument, score);
  return score <= definitionOf[instrument].lowUpTo;
}

/** Throws a RangeError unless the score is on the instrument's scale. */
export function requireScore(instrument: Instrument, score: number): void {
  if (inScale(instrument, score)) return;
  const { min, max } = definitionOf[instrument].scale;
  throw new RangeError(`${instrument} score must be a whole number ${min}–${max}, got ${score}`);
}
