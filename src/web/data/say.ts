import { type IntakeKind, intakeKinds } from "../../domain/intake/store.js";
import { messages } from "../../domain/messages.js";
import type { PersonData } from "../../domain/privacy/store.js";
import { instruments } from "../../domain/satisfaction/instruments.js";
import { type Catalogue, catalogue } from "../../i18n/catalogue.js";

/** A value as a person reads it: dates and yes or no in words, our own names of things by what they are called. */
export function sayValue(
  section: keyof PersonData,
  field: string,
  value: unknown,
  zone: string,
  t: Catalogue,
): string {
  if (value instanceof Date) return t.format.moment(value, zone);
  if (typeof value === "boolean") return value ? t.chat.yes : t.chat.no;
  if (Array.isArray(value)) return value.map(({ question, answer }) => `${question} – ${answer}`).join("\n");
  const text = String(value);
  if (section === "told" && field === "kind" && isOneOf(intakeKinds, text))
    return t.talk.kind[text as IntakeKind];
  if (field === "instrument" && isOneOf(instruments, text)) return t.instrument[text];
  if (field === "message" && text in messages) return t.message[text as keyof typeof messages];
  if (field === "locale") return catalogue(text).languageName;
  if (["status", "reason", "kind"].includes(field) && text in t.privacy.value)
    return t.privacy.value[text as keyof typeof t.privacy.value];
  if (field === "need") return `N-${text}`;
  return text;
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
  return values.some((known) => known === value);
}
