import express, { type NextFunction, type Request, type Response } from "express";
import { z } from "zod";
import type { Locale } from "../../domain/customers/store.js";
import type { ResponseComment } from "../../domain/surveys/comment-response.js";
import { knownLocale } from "../public.js";
import { wholeNumber } from "./scale.js";

const text = z.string().optional().catch(undefined);

const score = z.object({ score: text, nonce: text, lang: text }).catch({});

const comment = z
  .object({ comment: text, mayContact: text, mayQuote: text, nonce: text, lang: text, show: text })
  .catch({});

// Room for 25,000 characters, percent-encoded, so that a comment that is too long can be shown again.
const form = express.urlencoded({ extended: false, limit: "256kb", inflate: false });

/** Reads a form's body; anything that a form of ours does not send is an error with a 4xx status. */
export function readForm(request: Request, response: Response, next: NextFunction): void {
  if (request.is("application/x-www-form-urlencoded")) form(request, response, next);
  else next(Object.assign(new Error("not a form"), { status: 415 }));
}

/** What the question's form sends. */
export function postedScore(body: unknown): { score: number | undefined; nonce: unknown; lang: unknown } {
  const posted = score.parse(body);
  return { score: wholeNumber(posted.score), nonce: posted.nonce, lang: posted.lang };
}

export type PostedComment = {
  typed: ResponseComment;
  nonce: unknown;
  lang: unknown;
  show: Locale | undefined;
};

/** What the comment's form sends; `show` asks for the page in another language. */
export function postedComment(body: unknown): PostedComment {
  const posted = comment.parse(body);
  const typed = {
    text: plain(posted.comment ?? ""),
    mayContact: posted.mayContact !== undefined,
    mayQuote: posted.mayQuote !== undefined,
  };
  return { typed, nonce: posted.nonce, lang: posted.lang, show: knownLocale(posted.show) };
}

/** Text as it was typed: forms send each line break as two characters, and no database keeps a NUL. */
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\0", "").trim();
}
