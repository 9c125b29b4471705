import type { ErrorRequestHandler, Request, Response } from "express";
import type { Context } from "../domain/context.js";
import { DomainError, statusOf } from "../domain/errors.js";
import { setLogo } from "../domain/organizations/set-logo.js";
import { hashOfToken, nonceFor, openedAt } from "../domain/tokens.js";
import { catalogue } from "../i18n/catalogue.js";
import { logoPage } from "./logo/pages.js";
import { privateHeaders, sendPage, sendUnavailable } from "./public.js";
import { postedParts, readMultipart } from "./upload/posted.js";
import { noticePage } from "./visit/notice.js";
import { clientStatus, type VisitOptions, visitLocale } from "./visit/options.js";

/** `memberContext` makes the context of the admin whose link it is. */
export type LogoOptions = VisitOptions & {
  memberContext(organizationId: string, memberId: string): Promise<Context>;
};

type Link = Request<{ token: string }>;
type Opened = { ctx: Context; scope: string };

/** Serves the page behind a link to upload a logo. */
export function mountLogo(options: LogoOptions): void {
  const { router, secret, now } = options;
  router.use("/logo", privateHeaders);

  const show = async (
    request: Link,
    response: Response,
    { ctx, scope }: Opened,
    {
      status = 200,
      said,
      error,
      lang,
    }: { status?: number; said?: string; error?: string; lang?: unknown } = {},
  ) => {
    const organization = await ctx.store.organization.get();
    const t = catalogue(visitLocale(request, lang, organization));
    const nonce = nonceFor(secret, scope, now());
    sendPage(
      response,
      status,
      logoPage({ t, token: request.params.token, organization, nonce, said, error }),
    );
  };

  router.get("/logo/:token", async (request: Link, response) => {
    const opened = await open(options, request, response);
    if (opened) await show(request, response, opened);
  });

  router.post(
    "/logo/:token",
    // A stranger is refused before a single byte of a picture is read.
    async (request: Link, response, next) => {
      if (await open(options, request, response)) next();
    },
    readMultipart,
    async (request: Link, response) => {
      const opened = await open(options, request, response);
      if (!opened) return;
      const form = await postedParts(request);
      const lang = form?.get("lang");
      const words = catalogue(visitLocale(request, lang)).organization.page;
      const again = (status: number, error: string) =>
        show(request, response, opened, { status, error, lang });
      if (!form) return again(400, words.unreadable);
      const t = catalogue(visitLocale(request, lang));
      if (!openedAt(secret, opened.scope, form.get("nonce"), now()))
        return again(403, t.error.nonce_invalid());
      const file = form.get("file");
      const remove = form.get("remove") === "yes";
      const bytes =
        file && typeof file !== "string" && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
      if (!bytes && !remove) return again(422, words.nothing);
      try {
        await setLogo(opened.ctx, remove ? null : bytes);
        await show(request, response, opened, { said: remove ? words.removed : words.done, lang });
      } catch (err) {
        if (!(err instanceof DomainError)) throw err;
        await again(statusOf[err.code], t.error[err.code](err.params));
      }
    },
  );

  router.use("/logo", failed(options));
}

async function open(options: LogoOptions, request: Link, response: Response): Promise<Opened | undefined> {
  const hash = hashOfToken(request.params.token);
  const link = hash && (await options.directory.uploadLink(hash, options.now()));
  if (hash && link && link !== "expired" && link.purpose === "logo") {
    const ctx = await options.memberContext(link.organizationId, link.memberId);
    return { ctx, scope: hash.toString("hex") };
  }
  const t = catalogue(visitLocale(request));
  const [status, title] = link === "expired" ? [410, t.upload.expiredTitle] : [404, t.upload.unknownTitle];
  const languages = { href: (locale: string) => `?lang=${locale}` };
  sendPage(response, status, noticePage({ t, title, languages, children: t.organization.page.help }));
  return undefined;
}

function failed(options: LogoOptions): ErrorRequestHandler {
  return (err: unknown, request, response, _next) => {
    const t = catalogue(visitLocale(request));
    const status = clientStatus(err);
    const languages = { href: (locale: string) => `?lang=${locale}` };
    if (status) {
      const text = status === 413 ? t.error.logo_too_large() : t.organization.page.unreadable;
      return sendPage(
        response,
        status,
        noticePage({ t, title: t.survey.notRecorded, languages, children: text }),
      );
    }
    options.log.error({ err }, "a logo could not be kept");
    const title = t.survey.laterTitle;
    sendUnavailable(response, noticePage({ t, title, languages, children: t.organization.page.unavailable }));
  };
}
