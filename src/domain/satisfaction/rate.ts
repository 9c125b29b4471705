import { requireCount } from "./counts.js";

/** What became of a cohort's invitations; answers are those to the invitations that did not bounce. */
export type Cohort = { sent: number; hardBounced: number; answered: number };

/**
 * Response rate answered/(sent − hard bounces), 0..1, or undefined where nobody was asked (after AAPOR's RR2: partial
 * answers count, a bounce is not eligible); RangeError where the counts cannot be.
 */
export function responseRate({ sent, hardBounced, answered }: Cohort) {
  requireCount("sent invitations", sent);
  requireCount("hard bounces", hardBounced);
  requireCount("answered invitations", answered);
  const asked = sent - hardBounced;
  if (answered > asked) {
    throw new RangeError(`answers and bounces must be at most ${sent}, got ${answered} and ${hardBounced}`);
  }
  return asked === 0 ? undefined : { rate: answered / asked, answered, asked };
}
