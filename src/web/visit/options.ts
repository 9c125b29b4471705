import type { Request, Response, Router } from "express";
import type { Context } from "../../domain/context.js";
import type { Directory } from "../../domain/directory.js";
import type { OrganizationRow } from "../../domain/organizations/store.js";
import { type Catalogue, catalogue, knownLocale, preferredLocale } from "../../i18n/catalogue.js";
import { type Log, sendPage } from "../public.js";
import { noticePage } from "./notice.js";

/** What the public pages need; `contextOf` makes the context of whoever opens them. */
export type VisitOptions = {
  router: Router;
  directory: Pick<Directory, "publicOrganization" | "logo" | "dataLink" | "uploadLink" | "reserve">;
  contextOf(organizationId: string): Context;
  /** The key of nonces, links and codes. */
  secret: Buffer;
  now(): Date;
  log: Log;
};

/** A request for a public page of an organization. */
export type Visit = Request<{ slug: string }>;

/** The language of a public page: as asked for, else the form's or person's, else the browser's, else the organization's. */
export function visitLocale(request: Request, own?: unknown, organization?: OrganizationRow): string {
  return (
    knownLocale(request.query.lang) ??
    knownLocale(own) ??
    preferredLocale(request.get("accept-language")) ??
    organization?.locale ??
    "en"
  );
}

/** The organization that a public page belongs to; where there is none, says so. */
export async function visited(
  { directory }: Pick<VisitOptions, "directory">,
  request: Visit,
  response: Response,
): Promise<OrganizationRow | undefined> {
  const organization = await directory.publicOrganization(request.params.slug);
  if (!organization) sendPage(response, 404, unknownPage(catalogue(visitLocale(request))));
  return organization;
}

/** There is no such page. */
export function unknownPage(t: Catalogue): string {
  return noticePage({
    t,
    title: t.talk.unknownTitle,
    languages: { href: (locale) => `?lang=${locale}` },
    children: t.talk.unknown,
  });
}

/** The status that reading a request went wrong with; undefined where it is our own fault. */
export function clientStatus(err: unknown): number | undefined {
  if (err instanceof URIError) return 404;
  if (typeof err !== "object" || err === null || !("status" in err)) return undefined;
  const { status } = err;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
