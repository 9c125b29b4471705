import type { ErrorRequestHandler, Response } from "express";
import { z } from "zod";
import type { OrganizationRow } from "../domain/organizations/store.js";
import { requestData } from "../domain/privacy/request-data.js";
import { hashOfReceipt } from "../domain/surveys/receipt.js";
import { nonceFor, openedAt } from "../domain/tokens.js";
import { type Catalogue, catalogue } from "../i18n/catalogue.js";
import { brandOf } from "./brand/brand.js";
import { privacyPage } from "./privacy/notice.js";
import { publicHeaders, sendPage, sendUnavailable } from "./public.js";
import { readForm } from "./survey/posted.js";
import { noticePage } from "./visit/notice.js";
import {
  clientStatus,
  unknownPage,
  type Visit,
  type VisitOptions,
  visited,
  visitLocale,
} from "./visit/options.js";
import { mayAgain, mayWrite, WAIT_MINUTES } from "./visit/rate.js";

const text = z.string().optional().catch(undefined);
const posted = z.object({ email: text, code: text, nonce: text, lang: text }).catch({});

/** Serves an organization's privacy notice and the ways that lead on from it. */
export function mountPrivacy(options: VisitOptions): void {
  const { router, secret, now } = options;
  router.use("/privacy", publicHeaders);

  const page = (t: Catalogue, organization: OrganizationRow) => ({
    t,
    organization,
    nonce: nonceFor(secret, scopeOf(organization), now()),
  });

  router.get("/privacy/:slug", async (request: Visit, response) => {
    const organization = await visited(options, request, response);
    if (!organization) return;
    const t = catalogue(visitLocale(request, undefined, organization));
    sendPage(response, 200, privacyPage(page(t, organization)));
  });

  router.post("/privacy/:slug/receipt", readForm, async (request: Visit, response) => {
    const organization = await visited(options, request, response);
    if (!organization) return;
    const { code = "", lang } = posted.parse(request.body);
    const t = catalogue(visitLocale(request, lang, organization));
    if (hashOfReceipt(code)) {
      return response.redirect(303, `/r/${encodeURIComponent(code.trim().toUpperCase())}?lang=${t.locale}`);
    }
    const receipt = { typed: code.slice(0, 60), error: t.privacy.receiptWrong };
    sendPage(response, 422, privacyPage({ ...page(t, organization), receipt }));
  });

  router.post("/privacy/:slug/data", readForm, async (request: Visit, response) => {
    const organization = await visited(options, request, response);
    if (!organization) return;
    const { email: typed = "", nonce, lang } = posted.parse(request.body);
    const t = catalogue(visitLocale(request, lang, organization));
    const again = (status: number, error: string) => {
      const data = { typed: typed.slice(0, 254), error };
      sendPage(response, status, privacyPage({ ...page(t, organization), data }));
    };
    if (!openedAt(secret, scopeOf(organization), nonce, now())) return again(403, t.error.nonce_invalid());
    const email = z.email().max(254).safeParse(typed.trim().toLowerCase());
    if (!email.success) return again(422, t.privacy.emailWrong);
    if (!(await mayAgain(options, `data:${organization.id}`, request))) {
      response.set("Retry-After", String(WAIT_MINUTES * 60));
      return again(429, t.privacy.tooMany(WAIT_MINUTES));
    }
    // Said to everybody alike, whether or not the address is known or has had its mails for today.
    if (await mayWrite(options, `data-mail:${organization.id}`, email.data)) {
      await requestData(options.contextOf(organization.id), { email: email.data });
    }
    response.redirect(303, `/privacy/${organization.slug}/sent?lang=${t.locale}`);
  });

  router.get("/privacy/:slug/sent", async (request: Visit, response) => {
    const organization = await visited(options, request, response);
    if (!organization) return;
    const t = catalogue(visitLocale(request, undefined, organization));
    sendPage(response, 200, sentPage(t, organization));
  });

  router.use("/privacy", failed(options));
}

function sentPage(t: Catalogue, organization: OrganizationRow): string {
  const { slug } = organization;
  return noticePage({
    t,
    title: t.privacy.dataTitle,
    brand: brandOf(organization),
    languages: { href: (locale) => `/privacy/${slug}/sent?lang=${locale}` },
    children: `${t.privacy.dataSent} ${t.privacy.dataSentHelp}`,
    link: { href: `/privacy/${slug}?lang=${t.locale}`, text: t.privacy.back },
  });
}

function scopeOf({ id }: OrganizationRow): string {
  return `privacy:${id}`;
}

function failed(options: VisitOptions): ErrorRequestHandler {
  return (err: unknown, request, response: Response, _next) => {
    const t = catalogue(visitLocale(request));
    const status = clientStatus(err);
    const languages = { href: (locale: string) => `?lang=${locale}` };
    if (status === 404) return sendPage(response, 404, unknownPage(t));
    if (status) {
      const title = t.survey.notRecorded;
      return sendPage(response, status, noticePage({ t, title, languages, children: t.talk.unsupported }));
    }
    options.log.error({ err }, "a privacy page failed");
    const title = t.survey.laterTitle;
    sendUnavailable(response, noticePage({ t, title, languages, children: t.privacy.unavailable }));
  };
}
