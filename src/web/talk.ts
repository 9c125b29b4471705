import type { ErrorRequestHandler, Response } from "express";
import { stateOf } from "../domain/intake/intake-content.js";
import { readReference } from "../domain/intake/reference.js";
import { catalogue } from "../i18n/catalogue.js";
import { brandOf } from "./brand/brand.js";
import { publicHeaders, sendPage, sendUnavailable } from "./public.js";
import { readForm } from "./survey/posted.js";
import { talkPage } from "./talk/page.js";
import { postedTalk } from "./talk/posted.js";
import { statusPage, thanksPage } from "./talk/status.js";
import { freshNonce, kept, takeTalk } from "./talk/take.js";
import { noticePage } from "./visit/notice.js";
import {
  clientStatus,
  unknownPage,
  type Visit,
  type VisitOptions,
  visited,
  visitLocale,
} from "./visit/options.js";

/** Serves the public page where anybody can tell an organization something, and what became of it. */
export function mountTalk(options: VisitOptions): void {
  const { router } = options;
  router.use("/talk", publicHeaders);

  router.get("/talk/:slug", async (request: Visit, response) => {
    const organization = await visited(options, request, response);
    if (!organization) return;
    const { slug } = organization;
    const t = catalogue(visitLocale(request, undefined, organization));
    sendPage(
      response,
      200,
      talkPage({ t, slug, brand: brandOf(organization), nonce: freshNonce(options, slug) }),
    );
  });

  router.post("/talk/:slug", readForm, async (request: Visit, response) => {
    const posted = postedTalk(request.body);
    try {
      await takeTalk(options, request, response, posted);
    } catch (err) {
      options.log.error({ err }, "what somebody told us could not be recorded");
      sendUnavailable(response, kept(options, request, posted));
    }
  });

  router.get("/talk/:slug/thanks", async (request: Visit, response) => {
    const found = await look(options, request, response);
    if (!found) return;
    const { organization, intake } = found;
    const { slug } = organization;
    if (!intake) return response.redirect(303, `/talk/${slug}/status`);
    const t = catalogue(visitLocale(request, intake.locale, organization));
    const { reference, email } = intake;
    sendPage(
      response,
      200,
      thanksPage({ t, slug, brand: brandOf(organization), reference, mailed: email !== null }),
    );
  });

  router.get("/talk/:slug/status", async (request: Visit, response) => {
    const found = await look(options, request, response);
    if (!found) return;
    const { organization, intake, typed, isCode } = found;
    const t = catalogue(visitLocale(request, intake?.locale, organization));
    const place = { t, slug: organization.slug, brand: brandOf(organization), typed };
    if (!typed) return sendPage(response, 200, statusPage(place));
    if (!intake) {
      const error = isCode ? t.talk.codeUnknown : t.talk.codeWrong;
      return sendPage(response, isCode ? 404 : 422, statusPage({ ...place, error }));
    }
    const { reference, kind, createdAt } = intake;
    const day = t.format.day(createdAt, organization.zone);
    sendPage(
      response,
      200,
      statusPage({ ...place, status: { reference, kind, day, state: stateOf(intake) } }),
    );
  });

  router.use("/talk", failed(options));
}

/** What a reference code in the address leads to. */
async function look(options: VisitOptions, request: Visit, response: Response) {
  const organization = await visited(options, request, response);
  if (!organization) return undefined;
  const typed = typeof request.query.ref === "string" ? request.query.ref.slice(0, 60) : "";
  const code = readReference(typed);
  const { store } = options.contextOf(organization.id);
  const intake = code && (await store.intake.byReference(code.hash));
  return { organization, intake, typed, isCode: code !== undefined };
}

function failed(options: VisitOptions): ErrorRequestHandler {
  return (err: unknown, request, response, _next) => {
    const t = catalogue(visitLocale(request));
    const status = clientStatus(err);
    const languages = { href: (locale: string) => `?lang=${locale}` };
    if (status === 404) return sendPage(response, 404, unknownPage(t));
    if (status) {
      const text = status === 413 ? t.talk.tooLarge : t.talk.unsupported;
      return sendPage(
        response,
        status,
        noticePage({ t, title: t.survey.notRecorded, languages, children: text }),
      );
    }
    options.log.error({ err }, "a public page failed");
    sendUnavailable(
      response,
      noticePage({ t, title: t.survey.laterTitle, languages, children: t.survey.unavailablePage }),
    );
  };
}
