import { DomainError } from "../errors.js";
import type { OwnQuestion } from "./method.js";

const RATING = /^1\s*[-–—]\s*5$/;

/**
 * A question of the organization's own as it is typed: "Why?" is open, "Which? | one | other" a choice, "How easy? | 1-5"
 * a rating. Refuses with invalid_input where a choice has fewer than two options or more than ten, or a text is too long.
 */
export function readQuestion(id: string, typed: string): OwnQuestion {
  const [text = "", ...options] = typed.split("|").map((part) => part.trim());
  const [only] = options;
  const once = [...new Set(options)].filter(Boolean);
  if (options.length === 0) return checked({ id, kind: "open", text, options: [] });
  if (options.length === 1 && only !== undefined && RATING.test(only))
    return checked({ id, kind: "rating", text, options: [] });
  if (once.length < 2 || once.length > 10) throw new DomainError("question_unreadable", { text: typed });
  return checked({ id, kind: "choice", text, options: once });
}

/** A question as it would be typed. */
export function typedQuestion({ kind, text, options }: OwnQuestion): string {
  switch (kind) {
    case "open":
      return text;
    case "rating":
      return `${text} | 1-5`;
    case "choice":
      return [text, ...options].join(" | ");
  }
}

function checked(question: OwnQuestion): OwnQuestion {
  const { text, options } = question;
  const fits = text.length > 0 && text.length <= 300 && options.every((option) => option.length <= 100);
  if (!fits) throw new DomainError("question_unreadable", { text });
  return question;
}
