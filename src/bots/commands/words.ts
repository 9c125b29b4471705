import { distance } from "fastest-levenshtein";

/** A text with accents, case and repeated spaces taken away, for comparing words. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** The candidate that a word was probably meant to be; undefined where none is near. */
export function nearest(word: string, candidates: string[]): string | undefined {
  const typed = plain(word);
  const scored = candidates
    .map((candidate) => ({ candidate, steps: stepsBetween(typed, plain(candidate)) }))
    .sort((a, b) => a.steps - b.steps);
  const best = scored[0];
  return best && best.steps <= Math.max(1, Math.floor(best.candidate.length / 3))
    ? best.candidate
    : undefined;
}

/** Letters to add, take away or change; two neighbours that were swapped, the commonest slip, count as one. */
function stepsBetween(typed: string, word: string): number {
  const swapped = [...word].some(
    (_, at) => typed === `${word.slice(0, at)}${word[at + 1] ?? ""}${word[at]}${word.slice(at + 2)}`,
  );
  return swapped ? Math.min(1, distance(typed, word)) : distance(typed, word);
}
