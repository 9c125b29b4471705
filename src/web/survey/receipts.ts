import type { Response } from "express";
import { DomainError, statusOf } from "../../domain/errors.js";
import { eraseResponse } from "../../domain/privacy/erase-response.js";
import { addToResponse } from "../../domain/surveys/add-to-response.js";
import { additionOf } from "../../domain/surveys/addition.js";
import type { ReceiptPage } from "../../domain/surveys/pages.js";
import { hashOfReceipt } from "../../domain/surveys/receipt.js";
import { isEditable, reviseResponse } from "../../domain/surveys/revise-response.js";
import { type Catalogue, catalogue } from "../../i18n/catalogue.js";
import { localeOf, sendPage } from "../public.js";
import { answerPage, erasePage } from "./answer-page.js";
import { noticePage, refusedLinkPage } from "./notice.js";
import { type Receipt, receiptNonce, receiptOpenedAt, type SurveyOptions } from "./options.js";
import { isEmpty, postedMore, postedScore, readForm } from "./posted.js";
import { questionPage } from "./question.js";
import { replyUnavailable } from "./replies.js";
import { scoreOf } from "./scale.js";

/** Serves the page of one answer: seeing it, changing it, adding to it, erasing it. */
export function mountReceipts(options: SurveyOptions): void {
  const { router } = options;

  router.get("/r/:code", serving(options, showAnswer));
  // Where a browser goes that opens a form's address again.
  router.get(["/r/:code/score", "/r/:code/more", "/r/:code/erase"], (request: Receipt, response) => {
    response.redirect(303, pathOf(request));
  });
  router.post("/r/:code/score", readForm, serving(options, changeScore));
  router.post("/r/:code/more", readForm, serving(options, takeMore));
  router.post("/r/:code/erase", readForm, serving(options, erase));
}

type Serve = (
  options: SurveyOptions,
  request: Receipt,
  response: Response,
  page: ReceiptPage,
) => Promise<void> | void;

/** Looks the code up; where the database is away, what was sent stays on the page. */
function serving(options: SurveyOptions, serve: Serve) {
  return async (request: Receipt, response: Response) => {
    const path = pathOf(request);
    try {
      const hash = hashOfReceipt(request.params.code);
      const page = hash && (await options.directory.receiptPage(hash));
      if (page) return await serve(options, request, response, page);
      const t = catalogue(localeOf(request));
      sendPage(response, 404, refusedLinkPage({ t, path, code: "link_unknown" }));
    } catch (err) {
      const body: unknown = request.body;
      const unsent =
        request.method === "POST" ? { action: request.path, fields: stringsOf(body) } : undefined;
      replyUnavailable(options, request, response, err, {
        path,
        lang: unsent?.fields.lang,
        ...(unsent ? { unsent } : {}),
      });
    }
  };
}

function pathOf(request: Receipt): string {
  return `/r/${encodeURIComponent(request.params.code)}`;
}

function stringsOf(body: unknown): Record<string, string> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[0] !== "show"),
  );
}

/** What every page of an answer shows. */
function shownOf(options: SurveyOptions, request: Receipt, page: ReceiptPage, t: Catalogue) {
  const { code } = request.params;
  const editable = isEditable(page.response, options.now());
  return { t, page, code, nonce: receiptNonce(options, code), editable };
}

function showAnswer(options: SurveyOptions, request: Receipt, response: Response, page: ReceiptPage): void {
  const t = catalogue(localeOf(request, undefined, page.locale));
  const shown = shownOf(options, request, page, t);
  const chosen = scoreOf(page.instrument, request.query.s);
  const html = request.query.erase
    ? erasePage(shown)
    : request.query.change && shown.editable
      ? changePage(shown, request, chosen ?? page.response.score, chosen !== undefined)
      : answerPage({ ...shown, saved: request.query.saved !== undefined });
  sendPage(response, 200, html);
}

function changePage(
  shown: ReturnType<typeof shownOf>,
  request: Receipt,
  selected: number | undefined,
  preselected: boolean,
  error?: string,
): string {
  const path = pathOf(request);
  const back = `${path}?lang=${shown.t.locale}`;
  return questionPage({ ...shown, path, action: `${path}/score`, selected, preselected, error, back });
}

async function changeScore(
  options: SurveyOptions,
  request: Receipt,
  response: Response,
  page: ReceiptPage,
): Promise<void> {
  const { score, nonce, lang } = postedScore(request.body);
  const t = catalogue(localeOf(request, lang, page.locale));
  const shown = shownOf(options, request, page, t);
  const again = (status: number, error: string) =>
    sendPage(response, status, changePage(shown, request, score ?? page.response.score, false, error));
  const opened = receiptOpenedAt(options, request.params.code, nonce);
  if (!opened) return again(403, t.error.nonce_invalid());
  if (score === undefined) return again(422, t.survey.chooseOne);
  try {
    const ctx = options.contextOf(page.organizationId, page.response.id);
    await reviseResponse(ctx, { responseId: page.response.id, score, opened });
  } catch (err) {
    if (!(err instanceof DomainError)) throw err;
    if (err.code === "score_out_of_range") return again(422, t.survey.chooseOne);
    return sendPage(
      response,
      statusOf[err.code],
      answerPage({ ...shown, error: t.error[err.code](err.params) }),
    );
  }
  response.redirect(303, `${pathOf(request)}?lang=${t.locale}`);
}

async function takeMore(
  options: SurveyOptions,
  request: Receipt,
  response: Response,
  page: ReceiptPage,
): Promise<void> {
  const { fields, nonce, lang, show } = postedMore(request.body);
  const t = catalogue(show ?? localeOf(request, lang, page.locale));
  const shown = shownOf(options, request, page, t);
  const again = (status: number, error?: string) =>
    sendPage(response, status, answerPage({ ...shown, fields, error }));
  if (show) return again(200);
  if (!shown.editable) {
    const typed = fields.comment ?? "";
    const refused = { t, path: pathOf(request), code: "response_final" as const, page, typed };
    return sendPage(response, 409, refusedLinkPage(refused));
  }
  if (!receiptOpenedAt(options, request.params.code, nonce)) return again(403, t.error.nonce_invalid());
  const addition = additionOf(fields, page.method);
  if (isEmpty(addition) && page.response.commentedAt === null) return again(422, t.survey.nothingToSend);
  try {
    const ctx = options.contextOf(page.organizationId, page.response.id);
    await addToResponse(ctx, { responseId: page.response.id, ...addition });
  } catch (err) {
    if (!(err instanceof DomainError)) throw err;
    return again(statusOf[err.code], sentence(err, t));
  }
  response.redirect(303, `${pathOf(request)}?saved=1&lang=${t.locale}`);
}

async function erase(
  options: SurveyOptions,
  request: Receipt,
  response: Response,
  page: ReceiptPage,
): Promise<void> {
  const { nonce, lang } = postedScore(request.body);
  const t = catalogue(localeOf(request, lang, page.locale));
  if (!receiptOpenedAt(options, request.params.code, nonce)) {
    const error = t.error.nonce_invalid();
    return sendPage(response, 403, erasePage({ ...shownOf(options, request, page, t), error }));
  }
  await eraseResponse(options.contextOf(page.organizationId, page.response.id), page.response.id);
  const title = t.survey.erasedTitle;
  const children = t.survey.erasedIs;
  sendPage(response, 200, noticePage({ t, path: `/privacy/${page.slug}`, page, title, children }));
}

/** The refusal's sentence, its numbers written as the language writes them. */
function sentence({ code, params }: DomainError, t: Catalogue): string {
  const written = Object.entries(params).map(([key, value]) => [key, t.format.number(Number(value))]);
  return t.error[code](Object.fromEntries(written));
}
