import type { ErrorRequestHandler, Request, Response } from "express";
import { z } from "zod";
import type { Context } from "../domain/context.js";
import { DomainError } from "../domain/errors.js";
import type { OrganizationRow } from "../domain/organizations/store.js";
import { eraseContact } from "../domain/privacy/erase-contact.js";
import { personData } from "../domain/privacy/person-data.js";
import type { PersonData } from "../domain/privacy/store.js";
import { hashOfToken, nonceFor, openedAt } from "../domain/tokens.js";
import { catalogue } from "../i18n/catalogue.js";
import { brandOf } from "./brand/brand.js";
import { dataCsv, dataJson } from "./data/export.js";
import { dataPage, erasePage } from "./data/pages.js";
import { privateHeaders, sendPage, sendUnavailable } from "./public.js";
import { readForm } from "./survey/posted.js";
import { noticePage } from "./visit/notice.js";
import { clientStatus, type VisitOptions, visitLocale } from "./visit/options.js";

type Link = Request<{ token: string }>;
type Opened = { ctx: Context; organization: OrganizationRow; data: PersonData; scope: string };

const text = z.string().optional().catch(undefined);
const posted = z.object({ nonce: text, lang: text }).catch({});

/** Serves what a person's own link shows: everything that is kept about them, to see, take and erase. */
export function mountData(options: VisitOptions): void {
  const { router, secret, now } = options;
  router.use("/d", privateHeaders);

  const page = (request: Link, { organization, data }: Opened, lang?: unknown) => ({
    t: catalogue(visitLocale(request, lang ?? data.contact.locale, organization)),
    token: request.params.token,
    organization,
  });

  router.get("/d/:token", async (request: Link, response) => {
    const opened = await open(options, request, response);
    if (opened) sendPage(response, 200, dataPage({ ...page(request, opened), data: opened.data }));
  });

  router.get("/d/:token/data.json", async (request: Link, response) => {
    const opened = await open(options, request, response);
    if (opened) response.attachment("data.json").type("json").send(dataJson(opened.data));
  });

  router.get("/d/:token/data.csv", async (request: Link, response) => {
    const opened = await open(options, request, response);
    if (opened) response.attachment("data.csv").type("text/csv; charset=utf-8").send(dataCsv(opened.data));
  });

  router.get("/d/:token/erase", async (request: Link, response) => {
    const opened = await open(options, request, response);
    if (!opened) return;
    const nonce = nonceFor(secret, opened.scope, now());
    sendPage(response, 200, erasePage({ ...page(request, opened), nonce }));
  });

  router.post("/d/:token/erase", readForm, async (request: Link, response) => {
    const { nonce, lang } = posted.parse(request.body);
    const opened = await open(options, request, response);
    if (!opened) return;
    const place = page(request, opened, lang);
    const { t, organization } = place;
    if (!openedAt(secret, opened.scope, nonce, now())) {
      const fresh = nonceFor(secret, opened.scope, now());
      const error = t.error.nonce_invalid();
      return sendPage(response, 403, erasePage({ ...place, nonce: fresh, error }));
    }
    try {
      await eraseContact(opened.ctx, opened.data.contact.id);
    } catch (err) {
      // Two clicks: the first has erased it.
      if (!(err instanceof DomainError) || err.code !== "contact_not_found") throw err;
    }
    sendPage(
      response,
      200,
      noticePage({
        t,
        title: t.privacy.erasedTitle,
        brand: brandOf(organization),
        // The link is gone with everything else: there is no page to show in another language.
        languages: { href: (locale) => `/privacy/${organization.slug}?lang=${locale}` },
        children: t.privacy.erasedText(organization.name),
      }),
    );
  });

  router.use("/d", failed(options));
}

/** What a link shows; where it shows nothing (any more), says so. */
async function open(options: VisitOptions, request: Link, response: Response): Promise<Opened | undefined> {
  const hash = hashOfToken(request.params.token);
  const link = hash && (await options.directory.dataLink(hash, options.now()));
  const ctx = link && link !== "expired" ? options.contextOf(link.organizationId) : undefined;
  const data = ctx && link && link !== "expired" ? await personData(ctx, link.contactId) : undefined;
  if (!hash || !ctx || !data) {
    refuse(request, response, link === "expired" ? "expired" : "unknown");
    return undefined;
  }
  const organization = await ctx.store.organization.get();
  return { ctx, organization, data, scope: `data:${hash.toString("hex")}` };
}

function refuse(request: Request, response: Response, why: "expired" | "unknown"): void {
  const t = catalogue(visitLocale(request));
  const [title, text] =
    why === "expired"
      ? [t.privacy.linkExpiredTitle, t.privacy.linkExpired]
      : [t.privacy.linkUnknownTitle, t.privacy.linkUnknown];
  const languages = { href: (locale: string) => `?lang=${locale}` };
  sendPage(response, why === "expired" ? 410 : 404, noticePage({ t, title, languages, children: text }));
}

function failed(options: VisitOptions): ErrorRequestHandler {
  return (err: unknown, request, response, _next) => {
    const t = catalogue(visitLocale(request));
    const status = clientStatus(err);
    const languages = { href: (locale: string) => `?lang=${locale}` };
    if (status === 404) return refuse(request, response, "unknown");
    if (status) {
      const title = t.survey.notRecorded;
      return sendPage(response, status, noticePage({ t, title, languages, children: t.talk.unsupported }));
    }
    options.log.error({ err }, "a page of somebody's data failed");
    const title = t.survey.laterTitle;
    sendUnavailable(response, noticePage({ t, title, languages, children: t.privacy.unavailable }));
  };
}
