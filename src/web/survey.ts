import { randomBytes } from "node:crypto";
import type { Response } from "express";
import { DomainError, statusOf } from "../domain/errors.js";
import { readSurvey, recordScore } from "../domain/surveys/answer-survey.js";
import { receiptFor } from "../domain/surveys/receipt.js";
import { isEditable, reviseResponse } from "../domain/surveys/revise-response.js";
import { hashOfToken } from "../domain/tokens.js";
import { catalogue } from "../i18n/catalogue.js";
import { localeOf, privateHeaders, sendPage } from "./public.js";
import { freshNonce, type Link, type SurveyOptions } from "./survey/options.js";
import { type PostedScore, postedScore, readForm } from "./survey/posted.js";
import { questionPage } from "./survey/question.js";
import { mountReceipts } from "./survey/receipts.js";
import { replyFinal, replyRefused, replyUnavailable, unreadable } from "./survey/replies.js";
import { scoreOf } from "./survey/scale.js";
import { looksLikeScanner } from "./survey/scanners.js";

/** Serves the pages behind a survey link, and behind the receipt code of the answer that was given there. */
export function mountSurvey(options: SurveyOptions): void {
  const { router } = options;
  router.use("/s", privateHeaders);
  router.use("/r", privateHeaders);

  router.get("/s/:token", async (request: Link, response) => {
    try {
      await showQuestion(options, request, response);
    } catch (err) {
      replyUnavailable(options, request, response, err, { path: pathOf(request) });
    }
  });

  // The link that no person sees. It looks like any other page that is not there.
  router.get("/s/:token/also", async (request: Link, response) => {
    const hash = hashOfToken(request.params.token);
    if (hash) await options.directory.countTrap(hash, options.now()).catch(() => undefined);
    replyRefused(request, response, { state: "link_unknown" });
  });

  router.post("/s/:token", readForm, async (request: Link, response) => {
    const posted = postedScore(request.body);
    try {
      await takeScore(options, request, response, posted);
    } catch (err) {
      await refuseScore(options, request, response, err, posted).catch((fault: unknown) => {
        replyUnavailable(options, request, response, fault, {
          path: pathOf(request),
          lang: posted.lang,
          unsent: { action: pathOf(request), fields: fieldsOf(options, request, posted) },
        });
      });
    }
  });

  mountReceipts(options);
  router.use("/s", unreadable(options, "/s"));
  router.use("/r", unreadable(options, "/r"));
}

function pathOf(request: Link): string {
  return `/s/${encodeURIComponent(request.params.token)}`;
}

async function showQuestion(options: SurveyOptions, request: Link, response: Response): Promise<void> {
  const { token } = request.params;
  const { directory, log, secret, now } = options;
  const view = await readSurvey(directory, token, now());
  const { page } = view;
  // A look is counted apart and never waited for.
  if (request.method === "GET" && page) {
    directory
      .countOpening(page.organizationId, page.id, looksLikeScanner(request))
      .catch((err: unknown) => log.error({ err }, "an opened survey page was not counted"));
  }
  if (view.state === "answered") {
    const { answer } = view.page;
    if (!answer || !isEditable(answer, now()))
      return replyFinal(options, request, response, view, { status: 410 });
    const t = catalogue(localeOf(request, undefined, view.page.locale));
    const chosen = scoreOf(view.page.instrument, request.query.s);
    const change = chosen === undefined || chosen === answer.score ? "" : `change=1&s=${chosen}&`;
    return response.redirect(303, `/r/${receiptFor(secret, answer.id).code}?${change}lang=${t.locale}`);
  }
  if (view.state !== "open") return replyRefused(request, response, view);
  const t = catalogue(localeOf(request, undefined, view.page.locale));
  const html = questionPage({
    t,
    page: view.page,
    path: pathOf(request),
    nonce: freshNonce(options, token),
    ...onceOf(view.page.method.mode),
    selected: scoreOf(view.page.instrument, request.query.s),
    preselected: true,
    trap: `${pathOf(request)}/also`,
  });
  sendPage(response, 200, html);
}

/** An anonymous answer's id is made of what only its page knows. */
function onceOf(mode: "confidential" | "anonymous", once?: string): { once?: string } {
  return mode === "anonymous" ? { once: once ?? randomBytes(16).toString("base64url") } : {};
}

/** Records a score, or changes the one that was given; then shows the answer by its receipt code. */
async function takeScore(
  options: SurveyOptions,
  request: Link,
  response: Response,
  { lang, ...posted }: PostedScore,
): Promise<void> {
  const { token } = request.params;
  const locale = localeOf(request, lang);
  const { responseId, receipt, organizationId, before, opened } = await recordScore(options, {
    token,
    locale,
    ...posted,
  });
  const changes = before && (before.score !== posted.score || before.heldFor !== null);
  if (changes && posted.score !== undefined) {
    const ctx = options.contextOf(organizationId, responseId);
    await reviseResponse(ctx, { responseId, score: posted.score, opened });
  }
  response.redirect(303, `/r/${receipt}?lang=${locale}`);
}

/** Shows the question again with what was wrong, or why there is nothing to answer any more. */
async function refuseScore(
  options: SurveyOptions,
  request: Link,
  response: Response,
  err: unknown,
  { lang, score, once }: PostedScore,
): Promise<void> {
  if (!(err instanceof DomainError)) throw err;
  const { token } = request.params;
  const { directory, now, log } = options;
  const view = await readSurvey(directory, token, now());
  if (view.state === "answered") return replyFinal(options, request, response, view, { lang, status: 409 });
  if (view.state !== "open") {
    const status = view.state === "link_used" ? 409 : statusOf[view.state];
    return replyRefused(request, response, view, { lang, status });
  }
  const { page } = view;
  if (err.code === "score_out_of_range") {
    directory
      .countStart(page.organizationId, page.id, now())
      .catch((fault: unknown) => log.error({ err: fault }, "a begun answer was not counted"));
  }
  const t = catalogue(localeOf(request, lang, page.locale));
  const error = err.code === "score_out_of_range" ? t.survey.chooseOne : t.error[err.code](err.params);
  const html = questionPage({
    t,
    page,
    path: pathOf(request),
    nonce: freshNonce(options, token),
    ...onceOf(page.method.mode, once),
    selected: scoreOf(page.instrument, String(score)),
    error,
  });
  sendPage(response, statusOf[err.code], html);
}

/** What was sent, to be sent again; with the nonce it came with, so that its time still counts. */
function fieldsOf(
  options: SurveyOptions,
  request: Link,
  { score, nonce, once, lang }: PostedScore,
): Record<string, string> {
  return {
    ...(score === undefined ? {} : { score: String(score) }),
    nonce: nonce ?? freshNonce(options, request.params.token),
    ...(once ? { once } : {}),
    ...(typeof lang === "string" ? { lang } : {}),
  };
}
