import type { NextFunction, Request, Response } from "express";
import type { Locale } from "../domain/customers/store.js";
import { knownLocale, preferredLocale } from "../i18n/catalogue.js";

/** The log of the pages; what is handed to it never holds a token. */
export type Log = { error(details: object, message: string): void };

const csp = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every page behind a signed link: nothing is kept, told on, indexed, framed or run. */
export function privateHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    "Content-Security-Policy": csp,
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
  });
  next();
}

/** Headers of a public page: as strict, but search engines may list it. */
export function publicHeaders(request: Request, response: Response, next: NextFunction): void {
  privateHeaders(request, response, () => {
    response.removeHeader("X-Robots-Tag");
    next();
  });
}

/** The language of a page: as asked for, else the form's, else the contact's, else the browser's, else English. */
export function localeOf(request: Request, form?: unknown, contact?: Locale | undefined): Locale {
  return (
    knownLocale(request.query.lang) ??
    knownLocale(form) ??
    contact ??
    preferredLocale(request.get("accept-language")) ??
    "en"
  );
}

/** Sends a rendered page; HEAD gets its headers alone. */
export function sendPage(response: Response, status: number, html: string): void {
  response.status(status).type("html").send(html);
}

/** Sends a page that says to come back in half a minute. */
export function sendUnavailable(response: Response, html: string): void {
  response.set("Retry-After", "30");
  sendPage(response, 503, html);
}
