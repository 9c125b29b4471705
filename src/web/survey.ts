import type { Response } from "express";
import { DomainError, statusOf } from "../domain/errors.js";
import { readSurvey, recordScore } from "../domain/surveys/answer-survey.js";
import { catalogue } from "../i18n/catalogue.js";
import { localeOf, privateHeaders, sendPage } from "./public.js";
import { mountComments } from "./survey/comments.js";
import { freshNonce, type Link, type SurveyOptions } from "./survey/options.js";
import { postedScore, readForm } from "./survey/posted.js";
import { questionPage } from "./survey/question.js";
import { replyRefused, replyUnavailable, unreadable } from "./survey/replies.js";
import { scoreOf } from "./survey/scale.js";

/** Serves the pages behind a survey link: the question, the thanks and the comment. */
export function mountSurvey(options: SurveyOptions): void {
  const { router } = options;
  router.use("/s", privateHeaders);

  router.get("/s/:token", async (request: Link, response) => {
    try {
      await showQuestion(options, request, response);
    } catch (err) {
      replyUnavailable(options, request, response, err);
    }
  });

  router.post("/s/:token", readForm, async (request: Link, response) => {
    const { token } = request.params;
    const { lang, ...posted } = postedScore(request.body);
    const locale = localeOf(request, lang);
    try {
      await recordScore(options, { token, locale, ...posted });
      response.redirect(303, `/s/${token}/thanks?lang=${locale}`);
    } catch (err) {
      await refuseScore(options, request, response, err).catch((fault: unknown) => {
        replyUnavailable(options, request, response, fault, { lang, unsent: { score: posted.score } });
      });
    }
  });

  mountComments(options);
  router.use("/s", unreadable(options));
}

async function showQuestion(options: SurveyOptions, request: Link, response: Response): Promise<void> {
  const { token } = request.params;
  const { directory, log } = options;
  const view = await readSurvey(directory, token, options.now());
  if (view.state !== "open") return replyRefused(options, request, response, view);
  const { page } = view;
  // A mail scanner's look is counted apart and never waited for.
  if (request.method === "GET") {
    directory
      .countOpening(page.organizationId, page.id)
      .catch((err: unknown) => log.error({ err }, "an opened survey page was not counted"));
  }
  const t = catalogue(localeOf(request, undefined, page.locale));
  const selected = scoreOf(page.instrument, request.query.s);
  const nonce = freshNonce(options, token);
  sendPage(response, 200, questionPage({ t, token, page, nonce, selected, preselected: true }));
}

/** Shows the question again with what was wrong, or why there is nothing to answer any more. */
async function refuseScore(
  options: SurveyOptions,
  request: Link,
  response: Response,
  err: unknown,
): Promise<void> {
  if (!(err instanceof DomainError)) throw err;
  const { token } = request.params;
  const { lang, score } = postedScore(request.body);
  const view = await readSurvey(options.directory, token, options.now());
  if (view.state !== "open") {
    const status = view.state === "link_used" ? 409 : statusOf[view.state];
    return replyRefused(options, request, response, view, { lang, status });
  }
  const { page } = view;
  const t = catalogue(localeOf(request, lang, page.locale));
  const selected = scoreOf(page.instrument, String(score));
  const error = err.code === "score_out_of_range" ? t.survey.chooseOne : t.error[err.code](err.params);
  const nonce = freshNonce(options, token);
  sendPage(response, statusOf[err.code], questionPage({ t, token, page, nonce, selected, error }));
}
