import type { Response } from "express";
import { DomainError, statusOf } from "../../domain/errors.js";
import { readSurvey } from "../../domain/surveys/answer-survey.js";
import { commentableSince, commentResponse } from "../../domain/surveys/comment-response.js";
import type { SurveyPage } from "../../domain/surveys/store.js";
import { type Catalogue, catalogue } from "../../i18n/catalogue.js";
import { localeOf, sendPage } from "../public.js";
import { freshNonce, isOwnNonce, type Link, type SurveyOptions } from "./options.js";
import { type PostedComment, postedComment, readForm } from "./posted.js";
import { replyRefused, replyUnavailable } from "./replies.js";
import { thanksPage } from "./thanks.js";

/** Serves the second step of a survey: the thanks, and the comment that may come with them. */
export function mountComments(options: SurveyOptions): void {
  const { router } = options;

  router.get("/s/:token/thanks", async (request: Link, response) => {
    try {
      await showThanks(options, request, response);
    } catch (err) {
      replyUnavailable(options, request, response, err);
    }
  });

  // Where a browser goes that opens the form's address again.
  router.get("/s/:token/comment", (request: Link, response) => {
    response.redirect(303, `/s/${encodeURIComponent(request.params.token)}/thanks`);
  });

  router.post("/s/:token/comment", readForm, async (request: Link, response) => {
    const posted = postedComment(request.body);
    try {
      await takeComment(options, request, response, posted);
    } catch (err) {
      replyUnavailable(options, request, response, err, {
        lang: posted.lang,
        unsent: { comment: posted.typed },
      });
    }
  });
}

async function showThanks(options: SurveyOptions, request: Link, response: Response): Promise<void> {
  const { token } = request.params;
  const view = await readSurvey(options.directory, token, options.now());
  if (view.state === "open") return response.redirect(303, `/s/${token}`);
  const { page } = view;
  const answer = recentAnswer(options, page);
  if (!page || !answer) return replyRefused(options, request, response, view);
  const t = catalogue(localeOf(request, undefined, page.locale));
  const nonce = freshNonce(options, token);
  sendPage(response, 200, thanksPage({ t, token, page, answer, nonce }));
}

async function takeComment(
  options: SurveyOptions,
  request: Link,
  response: Response,
  { typed, nonce, lang, show }: PostedComment,
): Promise<void> {
  const { token } = request.params;
  const view = await readSurvey(options.directory, token, options.now());
  if (view.state === "open") return response.redirect(303, `/s/${token}`);
  const { page } = view;
  const answer = recentAnswer(options, page);
  if (!page || !answer) return replyRefused(options, request, response, view, { lang, typed: typed.text });
  const locale = show ?? localeOf(request, lang, page.locale);
  const t = catalogue(locale);
  const again = (status: number, error?: string) => {
    const form = { ...answer, commented: false };
    const html = thanksPage({
      t,
      token,
      page,
      answer: form,
      nonce: freshNonce(options, token),
      typed,
      error,
    });
    sendPage(response, status, html);
  };

  if (show) return again(200);
  if (!isOwnNonce(options, token, nonce)) return again(403, t.error.nonce_invalid());
  if (!typed.text && !typed.mayContact && !typed.mayQuote) return again(422, t.survey.nothingToSend);
  try {
    await commentResponse(options.contextOf(page.organizationId, page.id), typed);
  } catch (err) {
    if (!(err instanceof DomainError)) throw err;
    return again(statusOf[err.code], sentence(err, t));
  }
  response.redirect(303, `/s/${token}/thanks?lang=${locale}`);
}

/** The answer of a link, while it may still get its comment. */
function recentAnswer({ now }: SurveyOptions, page: SurveyPage | undefined): SurveyPage["answer"] {
  return page?.answer && page.answer.answeredAt > commentableSince(now()) ? page.answer : null;
}

/** The refusal's sentence, its numbers written as the language writes them. */
function sentence({ code, params }: DomainError, t: Catalogue): string {
  const written = Object.entries(params).map(([key, value]) => [key, t.format.number(Number(value))]);
  return t.error[code](Object.fromEntries(written));
}
