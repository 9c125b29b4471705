import express, { type NextFunction, type Request, type Response } from "express";
import { z } from "zod";
import type { Locale } from "../../domain/customers/store.js";
import type { Addition } from "../../domain/surveys/response-store.js";
import { knownLocale } from "../../i18n/catalogue.js";
import { wholeNumber } from "./scale.js";

const text = z.string().optional().catch(undefined);

const score = z.object({ score: text, nonce: text, lang: text, once: text }).catch({});

const more = z
  .object({
    comment: text,
    mayContact: text,
    mayQuote: text,
    trust: text,
    q1: text,
    q2: text,
    q3: text,
    nonce: text,
    lang: text,
    show: text,
  })
  .catch({});

// Room for 25,000 characters, percent-encoded, so that a comment that is too long can be shown again.
const form = express.urlencoded({ extended: false, limit: "256kb", inflate: false });

/** Reads a form's body; anything that a form of ours does not send is an error with a 4xx status. */
export function readForm(request: Request, response: Response, next: NextFunction): void {
  if (request.is("application/x-www-form-urlencoded")) form(request, response, next);
  else next(Object.assign(new Error("not a form"), { status: 415 }));
}

export type PostedScore = {
  score: number | undefined;
  nonce: string | undefined;
  lang: unknown;
  once: string | undefined;
};

/** What the question's form sends. */
export function postedScore(body: unknown): PostedScore {
  const posted = score.parse(body);
  const once = posted.once && /^[A-Za-z0-9_-]{22}$/.test(posted.once) ? posted.once : undefined;
  return { score: wholeNumber(posted.score), nonce: posted.nonce, lang: posted.lang, once };
}

export type PostedMore = {
  /** Every field as it came, to be shown again. */
  fields: Record<string, string>;
  nonce: unknown;
  lang: unknown;
  show: Locale | undefined;
};

/** What the second step's form sends; `show` asks for the page in another language. */
export function postedMore(body: unknown): PostedMore {
  const { nonce, lang, show, ...rest } = more.parse(body);
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) fields[name] = plain(value);
  return { fields, nonce, lang, show: knownLocale(show) };
}

/** The fields that say what was told already. */
export function fieldsOf({
  comment,
  mayContact,
  mayQuote,
  trust,
  answers,
}: Addition): Record<string, string> {
  return {
    ...answers,
    ...(comment ? { comment } : {}),
    ...(mayContact ? { mayContact: "on" } : {}),
    ...(mayQuote ? { mayQuote: "on" } : {}),
    ...(trust ? { trust: String(trust) } : {}),
  };
}

/** Whether there is anything in it to keep. */
export function isEmpty({ comment, mayContact, mayQuote, trust, answers }: Addition): boolean {
  return !comment && !mayContact && !mayQuote && trust === null && Object.keys(answers).length === 0;
}

/** Text as it was typed: forms send each line break as two characters, and no database keeps a NUL. */
function plain(typed: string): string {
  return typed.replaceAll("\r\n", "\n").replaceAll("\0", "").trim();
}
