import type { ErrorRequestHandler, Request, Response } from "express";
import { statusOf } from "../../domain/errors.js";
import type { SurveyView } from "../../domain/surveys/answer-survey.js";
import { receiptFor } from "../../domain/surveys/receipt.js";
import { catalogue } from "../../i18n/catalogue.js";
import { localeOf, sendPage, sendUnavailable } from "../public.js";
import { noticePage, refusedLinkPage, type Unsent, unavailablePage } from "./notice.js";
import type { Link, SurveyOptions } from "./options.js";

type Closed = Exclude<SurveyView, { state: "open" | "answered" }>;

/** Says why there is nothing to answer at this link (any more). */
export function replyRefused(
  request: Link,
  response: Response,
  view: Closed,
  { lang, status = statusOf[view.state] }: { lang?: unknown; status?: number } = {},
): void {
  const t = catalogue(localeOf(request, lang, view.page?.locale));
  const path = `/s/${encodeURIComponent(request.params.token)}`;
  sendPage(response, status, refusedLinkPage({ t, path, code: view.state, page: view.page }));
}

/** Says that the answer of this link stands as it is, and where it can be seen. */
export function replyFinal(
  { secret }: Pick<SurveyOptions, "secret">,
  request: Link,
  response: Response,
  { page }: Extract<SurveyView, { state: "answered" }>,
  { lang, status }: { lang?: unknown; status: number },
): void {
  const t = catalogue(localeOf(request, lang, page.locale));
  const path = `/s/${encodeURIComponent(request.params.token)}`;
  const answerAt = page.answer && `/r/${receiptFor(secret, page.answer.id).code}?lang=${t.locale}`;
  const html = refusedLinkPage({ t, path, code: "link_used", page, answerAt: answerAt ?? undefined });
  sendPage(response, status, html);
}

/** Says that nothing was recorded yet, and keeps what was sent. */
export function replyUnavailable(
  options: Pick<SurveyOptions, "log">,
  request: Request,
  response: Response,
  err: unknown,
  { path, lang, unsent }: { path: string; lang?: unknown; unsent?: Unsent },
): void {
  options.log.error({ err }, "a survey page could not be served");
  const t = catalogue(localeOf(request, lang));
  sendUnavailable(response, unavailablePage({ t, path, unsent }));
}

/** Answers what no page of ours sends: another content type, far too much text, a link that is not one. */
export function unreadable(options: Pick<SurveyOptions, "log">, root: string): ErrorRequestHandler {
  return (err: unknown, request, response, _next) => {
    const path = `${root}/${/^\/([A-Za-z0-9_-]+)/.exec(request.path)?.[1] ?? "-"}`;
    const t = catalogue(localeOf(request));
    const status = statusIn(err);
    if (err instanceof URIError) {
      sendPage(response, 404, refusedLinkPage({ t, path, code: "link_unknown" }));
    } else if (status) {
      const title = t.survey.notRecorded;
      const text = status === 413 ? t.survey.tooLarge : t.survey.unsupported;
      sendPage(response, status, noticePage({ t, path, title, children: <p role="alert">{text}</p> }));
    } else {
      options.log.error({ err }, "a survey page failed");
      sendUnavailable(response, unavailablePage({ t, path }));
    }
  };
}

function statusIn(err: unknown): number | undefined {
  if (typeof err !== "object" || err === null || !("status" in err)) return undefined;
  const { status } = err;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
