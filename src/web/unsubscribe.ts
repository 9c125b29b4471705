import type { ErrorRequestHandler, NextFunction, Request, Response, Router } from "express";
import type { Context } from "../domain/context.js";
import type { Directory, UnsubscribeLink } from "../domain/directory.js";
import { resubscribe, unsubscribe } from "../domain/suppression/unsubscribe.js";
import { hashOfToken, nonceFor, openedAt } from "../domain/tokens.js";
import { type Catalogue, catalogue, preferredLocale } from "../i18n/catalogue.js";
import { type Log, localeOf, privateHeaders, sendPage, sendUnavailable } from "./public.js";
import { askPage, donePage, undonePage, wordsPage } from "./unsubscribe/pages.js";
import { postedUnsubscribe, readUnsubscribe } from "./unsubscribe/posted.js";

/** What the pages to unsubscribe need; `contextOf` acts for whoever holds the link. */
export type UnsubscribeOptions = {
  router: Router;
  directory: Pick<Directory, "unsubscribeLink">;
  contextOf(organizationId: string): Context;
  /** The key of the pages' nonces. */
  secret: Buffer;
  now(): Date;
  log: Log;
};

type WithToken = Request<{ token: string }>;
type Opened = Response<unknown, { link: UnsubscribeLink }>;

/** Serves the link to unsubscribe: opening it asks, a button or a mail program's one click (RFC 8058) does it. */
export function mountUnsubscribe(options: UnsubscribeOptions): void {
  const { router, directory } = options;
  router.use("/u", privateHeaders);

  router.use("/u/:token", async (request: WithToken, response: Opened, next: NextFunction) => {
    const { token } = request.params;
    const hash = hashOfToken(token);
    const link = hash && (await directory.unsubscribeLink(hash));
    if (!link) return sendUnknown(request, response);
    response.locals.link = link;
    next();
  });

  router.get("/u/:token", (request: WithToken, response: Opened) => {
    const { token } = request.params;
    const { link } = response.locals;
    const t = wordsFor(request, link);
    const nonce = nonceFor(options.secret, scopeOf(token), options.now());
    sendPage(
      response,
      200,
      link.optedOut ? donePage({ t, token, link, nonce }) : askPage({ t, token, link }),
    );
  });

  router.post("/u/:token", readUnsubscribe, (request: WithToken, response: Opened) =>
    take(options, request, response),
  );

  router.use("/u", failed(options));
}

async function take(options: UnsubscribeOptions, request: WithToken, response: Opened): Promise<void> {
  const { token } = request.params;
  const { link } = response.locals;
  const { secret, now } = options;
  const posted = await postedUnsubscribe(request);
  const t = wordsFor(request, link, posted?.lang);
  const { organizationId, addressKey } = link;
  if (posted?.oneClick) {
    const way = posted.fromPage ? "page" : "one_click";
    await unsubscribe(options.contextOf(organizationId), { addressKey, way });
    const nonce = nonceFor(secret, scopeOf(token), now());
    return sendPage(response, 200, donePage({ t, token, link, nonce }));
  }
  if (posted?.undo) {
    if (!openedAt(secret, scopeOf(token), posted.nonce, now())) {
      return sendPage(response, 403, askPage({ t, token, link, error: t.error.nonce_invalid() }));
    }
    await resubscribe(options.contextOf(organizationId), { addressKey });
    return sendPage(response, 200, undonePage({ t, token, link }));
  }
  sendPage(response, posted ? 422 : 400, askPage({ t, token, link, error: t.unsubscribe.unreadable }));
}

/** As the link or the form asks for, else the browser's, else the organization's: the link may outlive the contact. */
function wordsFor(request: Request, link?: UnsubscribeLink, lang?: string): Catalogue {
  return catalogue(localeOf(request, lang, preferredLocale(request.get("accept-language")) ?? link?.locale));
}

function scopeOf(token: string): string {
  return `unsubscribe:${hashOfToken(token)?.toString("hex")}`;
}

function sendUnknown(request: Request, response: Response): void {
  const t = wordsFor(request);
  sendPage(response, 404, wordsPage({ t, token: "-" }, t.unsubscribe.unknownTitle, t.unsubscribe.unknown));
}

function failed(options: UnsubscribeOptions): ErrorRequestHandler {
  return (err: unknown, request, response, _next) => {
    if (err instanceof URIError) return sendUnknown(request, response);
    const t = wordsFor(request);
    const token = /^\/([A-Za-z0-9_-]+)/.exec(request.path)?.[1] ?? "-";
    const status = typeof err === "object" && err !== null && "status" in err ? Number(err.status) : 500;
    if (status >= 400 && status < 500) {
      return sendPage(
        response,
        status,
        wordsPage({ t, token }, t.unsubscribe.title, t.unsubscribe.unreadable),
      );
    }
    options.log.error({ err }, "the page to unsubscribe failed");
    sendUnavailable(response, wordsPage({ t, token }, t.unsubscribe.laterTitle, t.unsubscribe.later));
  };
}
