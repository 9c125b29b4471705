import { requireCount } from "./counts.js";

/** How much of a figure may be shown: nothing, the score marked "few answers", or everything. */
export type Gate = "hidden" | "few" | "full";

/** Display gate (house rule, statistics.md §1): n < 5 is hidden, 5–29 few, from 30 on full. */
export function gate(n: number): Gate {
  requireCount("answers", n);
  if (n < 5) return "hidden";
  return n < 30 ? "few" : "full";
}
