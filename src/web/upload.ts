import type { ErrorRequestHandler, Request, Response, Router } from "express";
import type { Directory } from "../domain/directory.js";
import { DomainError, statusOf } from "../domain/errors.js";
import { FileFault } from "../domain/imports/rows.js";
import { hashOfToken, nonceFor, openedAt } from "../domain/tokens.js";
import { type Catalogue, catalogue } from "../i18n/catalogue.js";
import { type Log, localeOf, privateHeaders, sendPage, sendUnavailable } from "./public.js";
import { type ListPurpose, sample, uploadNotice, uploadPage } from "./upload/pages.js";
import { postedList, readMultipart } from "./upload/posted.js";
import { type AudienceResult, type ImportResult, uploadedPage } from "./upload/uploaded.js";

/** What the upload page needs; `importCustomers` and `importAudience` take the bytes of a list on behalf of a member. */
export type UploadOptions = {
  router: Router;
  directory: Pick<Directory, "uploadLink">;
  importCustomers(organizationId: string, memberId: string, bytes: Uint8Array): Promise<ImportResult>;
  importAudience(
    organizationId: string,
    memberId: string,
    surveyId: string,
    bytes: Uint8Array,
  ): Promise<AudienceResult>;
  /** The key of the pages' nonces. */
  secret: Buffer;
  now(): Date;
  log: Log;
};

type Link = Request<{ token: string }>;
type OpenLink = { organizationId: string; memberId: string; surveyId: string | null; scope: string };
type Opened = Response<unknown, { link: OpenLink }>;

/** Serves the page behind an upload link, and a sample of what to upload. */
export function mountUpload(options: UploadOptions): void {
  const { router } = options;
  router.use("/upload", privateHeaders);

  router.get("/upload-sample.csv", (_request, response) => {
    response.attachment("customers.csv").type("text/csv; charset=utf-8").send(sample);
  });

  // A stranger is refused before a single byte of a list is read.
  router.use("/upload/:token", async (request: Link, response: Opened, next) => {
    const { token } = request.params;
    const link = await openLink(options, token);
    if (typeof link === "string") return refuse(response, link, catalogue(localeOf(request)), token);
    response.locals.link = link;
    next();
  });

  router.get("/upload/:token", (request: Link, response: Opened) => {
    const { token } = request.params;
    const { link } = response.locals;
    const nonce = nonceFor(options.secret, link.scope, options.now());
    const t = catalogue(localeOf(request));
    sendPage(response, 200, uploadPage({ t, token, nonce, purpose: purposeOf(link) }));
  });

  router.post("/upload/:token", readMultipart, (request: Link, response: Opened) =>
    takeList(options, request, response),
  );

  router.use("/upload", failed(options));
}

async function takeList(options: UploadOptions, request: Link, response: Opened): Promise<void> {
  const { token } = request.params;
  const { link } = response.locals;
  const posted = await postedList(request);
  const t = catalogue(localeOf(request, typeof posted === "object" ? posted.lang : undefined));
  const pasted = typeof posted === "object" ? posted.pasted : "";
  const again = (status: number, error: string) => {
    const nonce = nonceFor(options.secret, link.scope, options.now());
    sendPage(response, status, uploadPage({ t, token, nonce, pasted, error, purpose: purposeOf(link) }));
  };

  if (!posted) return again(400, t.upload.unreadable);
  if (posted === "too_large") return again(413, t.upload.tooLarge);
  if (!openedAt(options.secret, link.scope, posted.nonce, options.now()))
    return again(403, t.error.nonce_invalid());
  if (posted.file.length > 0 && pasted.trim()) return again(422, t.upload.both);
  const bytes = posted.file.length > 0 ? posted.file : new TextEncoder().encode(pasted.trim());
  if (bytes.length === 0) return again(422, t.upload.nothing);
  try {
    const { organizationId, memberId, surveyId } = link;
    const result = surveyId
      ? await options.importAudience(organizationId, memberId, surveyId, bytes)
      : await options.importCustomers(organizationId, memberId, bytes);
    sendPage(response, 200, uploadedPage({ t, token, result }));
  } catch (err) {
    if (err instanceof FileFault) return again(422, t.upload.faults[err.reason](err.params));
    if (err instanceof DomainError) return again(statusOf[err.code], t.error[err.code](err.params));
    options.log.error({ err }, "a list of customers could not be read");
    response.set("Retry-After", "30");
    again(503, t.upload.unavailable);
  }
}

async function openLink(
  options: UploadOptions,
  token: string,
): Promise<OpenLink | "link_unknown" | "link_expired"> {
  const hash = hashOfToken(token);
  const link = hash && (await options.directory.uploadLink(hash, options.now()));
  if (!link || (link !== "expired" && link.purpose === "logo")) return "link_unknown";
  return link === "expired" ? "link_expired" : { ...link, scope: hash.toString("hex") };
}

/** A link to a survey's list names the survey; any other is for customers. */
function purposeOf({ surveyId }: OpenLink): ListPurpose {
  return surveyId ? "audience" : "customers";
}

function refuse(
  response: Response,
  code: "link_unknown" | "link_expired",
  t: Catalogue,
  token: string,
): void {
  const title = code === "link_unknown" ? t.upload.unknownTitle : t.upload.expiredTitle;
  const text = t.error[code]();
  sendPage(
    response,
    statusOf[code],
    uploadNotice({ t, token: encodeURIComponent(token), title, text, help: t.upload.help }),
  );
}

function failed(options: UploadOptions): ErrorRequestHandler {
  return (err: unknown, request, response, _next) => {
    const t = catalogue(localeOf(request));
    const token = /^\/([A-Za-z0-9_-]+)/.exec(request.path)?.[1] ?? "-";
    if (err instanceof URIError) return refuse(response, "link_unknown", t, token);
    const status = typeof err === "object" && err !== null && "status" in err ? Number(err.status) : 500;
    if (status >= 400 && status < 500) {
      const text = status === 413 ? t.upload.tooLarge : t.upload.unreadable;
      return sendPage(response, status, uploadNotice({ t, token, title: t.survey.notRecorded, text }));
    }
    options.log.error({ err }, "the upload page failed");
    const title = t.survey.laterTitle;
    sendUnavailable(response, uploadNotice({ t, token, title, text: t.upload.unavailable }));
  };
}
