import { createHmac } from "node:crypto";
import type { Response } from "express";
import { DomainError, statusOf } from "../../domain/errors.js";
import { sendIntake } from "../../domain/intake/send-intake.js";
import type { OrganizationRow } from "../../domain/organizations/store.js";
import { nonceFor, openedAt } from "../../domain/tokens.js";
import { catalogue } from "../../i18n/catalogue.js";
import { brandOf } from "../brand/brand.js";
import { sendPage } from "../public.js";
import { type Visit, type VisitOptions, visited, visitLocale } from "../visit/options.js";
import { mayAgain, mayWrite, WAIT_MINUTES } from "../visit/rate.js";
import { talkPage } from "./page.js";
import { checkTalk, type PostedTalk, type Problems } from "./posted.js";

/** A form that comes back sooner was filled in by no person. */
const FAST_MS = 2_000;

/** Records what the form sends, or shows it again with all that was typed and what is wrong. */
export async function takeTalk(
  options: VisitOptions,
  request: Visit,
  response: Response,
  { typed, trapped, nonce, lang, show }: PostedTalk,
): Promise<void> {
  const organization = await visited(options, request, response);
  if (!organization) return;
  const { slug } = organization;
  const t = catalogue(show ?? visitLocale(request, lang, organization));
  const opened = openedAt(options.secret, scopeOf(slug), nonce, options.now());
  const again = (status: number, error?: string, problems: Problems = {}) => {
    // The page that was opened first goes on counting, so that nobody is too fast twice.
    const next = (opened && nonce) || freshNonce(options, slug);
    const page = { t, slug, brand: brandOf(organization), nonce: next, typed, error, problems };
    sendPage(response, status, talkPage(page));
  };

  if (show) return again(200);
  if (!opened || !nonce) return again(403, t.error.nonce_invalid());
  if (trapped) return again(422, t.talk.error.leaveEmpty);
  const checked = checkTalk(typed, t);
  if ("problems" in checked) return again(422, undefined, checked.problems);
  if (options.now().getTime() - opened.getTime() < FAST_MS) return again(422, t.talk.error.tooFast);
  if (!(await mayAgain(options, `talk:${organization.id}`, request))) {
    response.set("Retry-After", String(WAIT_MINUTES * 60));
    return again(429, t.talk.error.tooMany(WAIT_MINUTES));
  }
  const { told } = checked;
  try {
    const { reference } = await sendIntake(options.contextOf(organization.id), {
      id: idOf(options.secret, nonce, organization, told),
      ...told,
      locale: t.locale,
      mail: told.email !== null && (await mayWrite(options, "talk-mail", told.email)),
    });
    response.redirect(303, `/talk/${slug}/thanks?ref=${reference}&lang=${t.locale}`);
  } catch (err) {
    if (!(err instanceof DomainError)) throw err;
    const written = Object.entries(err.params).map(([key, value]) => [key, t.format.number(Number(value))]);
    again(statusOf[err.code], undefined, { words: t.error[err.code](Object.fromEntries(written)) });
  }
}

/** The same page sending the same is the same message: a second click, or a resend after an outage, is no second one. */
function idOf(secret: Buffer, nonce: string, { id }: OrganizationRow, told: object): string {
  const hex = createHmac("sha256", secret)
    .update(JSON.stringify(["intake", id, nonce, told]))
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The form with all that was typed, while nothing can be recorded. */
export function kept(options: VisitOptions, request: Visit, { typed, nonce, lang }: PostedTalk): string {
  const { slug } = request.params;
  const t = catalogue(visitLocale(request, lang));
  return talkPage({
    t,
    slug: encodeURIComponent(slug),
    brand: undefined,
    nonce: nonce ?? freshNonce(options, slug),
    typed,
    title: t.survey.unavailableTitle,
    error: t.talk.unavailable,
    send: t.survey.again,
  });
}

function scopeOf(slug: string): string {
  return `talk:${slug}`;
}

/** A nonce for the page of an organization. */
export function freshNonce({ secret, now }: VisitOptions, slug: string): string {
  return nonceFor(secret, scopeOf(slug), now());
}
