import { DomainError } from "../../domain/errors.js";
import { typedText } from "../../domain/text.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Option } from "../../views/form.js";

/** A field's value as a text that could have been typed, whatever came in. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? typedText.parse(String(value)) : "";
}

/** The choices of a closed set, in words. */
export function optionsOf<T extends string>(values: readonly T[], labels: Record<T, string>): Option[] {
  return values.map((value) => ({ value, label: labels[value] }));
}

/** The choice between yes and no of a select. */
export function yesNoOf(
  drafted: unknown,
  present: boolean,
  t: Catalogue,
): { options: Option[]; value: string } {
  const options = [
    { value: "yes", label: t.chat.yes },
    { value: "no", label: t.chat.no },
  ];
  return { options, value: textOf(drafted) || (present ? "yes" : "no") };
}

/** A text that a form cannot do without; refuses with how the command is typed. */
export function required(value: unknown, usage: string): string {
  const text = textOf(value).trim();
  if (!text) throw new DomainError("invalid_input", { usage });
  return text;
}

/** Several values as texts, whatever came in. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter(Boolean) : [];
}
