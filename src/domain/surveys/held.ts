/** Why an answer waits in quarantine: it was sent too fast for a person, restlessly, or a hidden link was followed. */
export const heldReasons = ["too_fast", "restless", "hidden_link"] as const;
export type HeldFor = (typeof heldReasons)[number];

const FASTEST_PERSON_MS = 2_000;
const RESTLESS_SCORES = 3;

/** How long different scores for one answer count together as restless. */
export const RESTLESS_MS = 10_000;

/** Whether an answer that was posted `now` from a page opened at `opened` is to be looked at by a person first. */
export function heldFor(opened: Date, now: Date, scores: number[] = []): HeldFor | null {
  if (now.getTime() - opened.getTime() < FASTEST_PERSON_MS) return "too_fast";
  return new Set(scores).size >= RESTLESS_SCORES ? "restless" : null;
}
