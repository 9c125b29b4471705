import type { ErrorRequestHandler, Response } from "express";
import { statusOf } from "../../domain/errors.js";
import type { SurveyView } from "../../domain/surveys/answer-survey.js";
import { commentableSince } from "../../domain/surveys/comment-response.js";
import { catalogue } from "../../i18n/catalogue.js";
import { localeOf, sendPage, sendUnavailable } from "../public.js";
import { noticePage, refusedLinkPage, type Unsent, unavailablePage } from "./notice.js";
import { freshNonce, type Link, type SurveyOptions } from "./options.js";

type Closed = Exclude<SurveyView, { state: "open" }>;

/** Says why there is nothing to answer at this link (any more). */
export function replyRefused(
  options: SurveyOptions,
  request: Link,
  response: Response,
  view: Closed,
  {
    lang,
    status = statusOf[view.state],
    typed = "",
  }: { lang?: unknown; status?: number; typed?: string } = {},
): void {
  const { token } = request.params;
  const answer = view.page?.answer;
  const commentable = answer && !answer.commented && answer.answeredAt > commentableSince(options.now());
  const locale = localeOf(request, lang, view.page?.locale);
  const html = refusedLinkPage({
    t: catalogue(locale),
    path: pathOf(token),
    code: view.state,
    page: view.page,
    typed,
    commentAt: commentable ? `${pathOf(token)}/thanks?lang=${locale}` : undefined,
  });
  sendPage(response, status, html);
}

/** Says that nothing was recorded yet, and keeps what was sent. */
export function replyUnavailable(
  options: SurveyOptions,
  request: Link,
  response: Response,
  err: unknown,
  { lang, unsent }: { lang?: unknown; unsent?: Omit<Unsent, "token" | "nonce"> } = {},
): void {
  const { token } = request.params;
  options.log.error({ err }, "a survey page could not be served");
  const t = catalogue(localeOf(request, lang));
  const kept = unsent && { ...unsent, token, nonce: freshNonce(options, token) };
  sendUnavailable(response, unavailablePage({ t, path: pathOf(token), unsent: kept }));
}

/** Answers what no page of ours sends: another content type, far too much text, a link that is not one. */
export function unreadable(options: SurveyOptions): ErrorRequestHandler {
  return (err: unknown, request, response, _next) => {
    const token = /^\/([A-Za-z0-9_-]+)/.exec(request.path)?.[1] ?? "-";
    const t = catalogue(localeOf(request));
    const status = statusIn(err);
    if (err instanceof URIError) {
      sendPage(
        response,
        404,
        refusedLinkPage({ t, path: pathOf(token), code: "link_unknown", page: undefined }),
      );
    } else if (status) {
      const title = t.survey.notRecorded;
      const text = status === 413 ? t.survey.tooLarge : t.survey.unsupported;
      sendPage(
        response,
        status,
        noticePage({ t, path: pathOf(token), title, children: <p role="alert">{text}</p> }),
      );
    } else {
      options.log.error({ err }, "a survey page failed");
      sendUnavailable(response, unavailablePage({ t, path: pathOf(token) }));
    }
  };
}

/** The path of a link's page; anything that cannot be a token is left out of it. */
function pathOf(token: string): string {
  return `/s/${encodeURIComponent(token)}`;
}

function statusIn(err: unknown): number | undefined {
  if (typeof err !== "object" || err === null || !("status" in err)) return undefined;
  const { status } = err;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
