import { z } from "zod";
import type { Locale } from "../../domain/customers/store.js";
import { type IntakeKind, intakeKinds } from "../../domain/intake/store.js";
import { type Catalogue, knownLocale } from "../../i18n/catalogue.js";

export const LINE_MAX = 200;

const text = z.string().optional().catch(undefined);
const posted = z
  .object({
    kind: text,
    words: text,
    name: text,
    email: text,
    company: text,
    website: text,
    nonce: text,
    lang: text,
    show: text,
  })
  .catch({});

/** What somebody typed, whether or not it can be recorded. */
export type Typed = { kind: string; words: string; name: string; email: string; company: string };

export const nothingTyped: Typed = { kind: "", words: "", name: "", email: "", company: "" };

export type PostedTalk = {
  typed: Typed;
  /** Something stands in the field that people do not see. */
  trapped: boolean;
  nonce: string | undefined;
  lang: string | undefined;
  /** Asks for the page in another language. */
  show: Locale | undefined;
};

/** What the form sends. */
export function postedTalk(body: unknown): PostedTalk {
  const { kind, words, name, email, company, website, nonce, lang, show } = posted.parse(body);
  const typed = {
    kind: plain(kind),
    words: plain(words),
    name: plain(name),
    email: plain(email),
    company: plain(company),
  };
  return { typed, trapped: plain(website) !== "", nonce, lang, show: knownLocale(show) };
}

/** Text as it was typed: forms send each line break as two characters, and no database keeps a NUL. */
function plain(value: string | undefined): string {
  return (value ?? "")
    .replaceAll("\r\n", "\n")
    .replaceAll("\0", "")
    .replace(/\p{Cs}/gu, "")
    .trim();
}

export type Field = keyof Typed;
export type Problems = Partial<Record<Field, string>>;

/** What was typed, ready to be recorded; or what is wrong with it. */
export function checkTalk(
  { kind, words, name, email, company }: Typed,
  t: Catalogue,
):
  | {
      told: {
        kind: IntakeKind;
        words: string;
        name: string | null;
        email: string | null;
        company: string | null;
      };
    }
  | { problems: Problems } {
  const known = intakeKinds.find((one) => one === kind);
  const problems: Problems = {};
  if (!known) problems.kind = t.talk.error.kind;
  if (!words) problems.words = t.talk.error.words;
  if (email && !z.email().max(254).safeParse(email).success) problems.email = t.talk.error.email;
  for (const [field, line] of Object.entries({ name, company })) {
    if (line.length > LINE_MAX) problems[field as Field] = t.talk.error.longLine(LINE_MAX);
  }
  if (!known || Object.keys(problems).length > 0) return { problems };
  return {
    told: {
      kind: known,
      words,
      name: name || null,
      email: email.toLowerCase() || null,
      company: company || null,
    },
  };
}
