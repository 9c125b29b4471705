import type { Method } from "./method.js";
import type { Addition } from "./response-store.js";

/**
 * What the fields of the second step say to the questions of a method; what does not fit them is left out.
 * A permission is given by its field being there.
 */
export function additionOf(fields: Record<string, string>, method: Method): Addition {
  const answers: Record<string, string> = {};
  for (const { id, kind, options } of method.questions) {
    const answer = fields[id] ?? "";
    const fits = kind === "open" || (kind === "choice" ? options.includes(answer) : isRating(answer));
    if (answer && fits) answers[id] = answer;
  }
  return {
    comment: fields.comment || null,
    mayContact: fields.mayContact !== undefined && method.mode !== "anonymous",
    mayQuote: fields.mayQuote !== undefined,
    trust: method.trust && isRating(fields.trust) ? Number(fields.trust) : null,
    answers,
  };
}

function isRating(text: string | undefined): boolean {
  return text !== undefined && /^[1-5]$/.test(text);
}
