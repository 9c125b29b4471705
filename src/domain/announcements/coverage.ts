import type { Coverage } from "../messages.js";
import type { Answer } from "./store.js";

/** Teams that acknowledged out of those concerned; a team that answered "not ours" counts in neither. */
export function coverageOf(announcements: { answer: Answer | null }[]): Coverage {
  const concerned = announcements.filter(({ answer }) => answer !== "not_ours");
  return { acknowledged: concerned.filter(({ answer }) => answer !== null).length, asked: concerned.length };
}
