import { randomBytes } from "node:crypto";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { cookie, digest, same, setCookie } from "./cookies.js";
import { sendNotice } from "./notice.js";
import type { BrowserOptions } from "./options.js";

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const thisMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const hopHeaders = ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"];

/** What every answer of the workspace carries. */
export function secureHeaders(_req: Request, res: Response, next: NextFunction): void {
  res.set({
    "Content-Security-Policy": policy,
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
  next();
}

/**
 * Refuses who does not come from this machine, unless there is an access secret that is asked for instead.
 * A proxy in front makes everybody look local, so what came through one is not.
 */
export function knownHost({ accessSecret, trustedHosts }: BrowserOptions): RequestHandler {
  return (req, res, next) => {
    const host = req.headers.host ?? "";
    const hopped = hopHeaders.some((header) => req.headers[header] !== undefined);
    const trusted = accessSecret
      ? trustedHosts === undefined || thisMachine.test(host) || trustedHosts.includes(host.toLowerCase())
      : thisMachine.test(host) && !hopped;
    if (trusted) return next();
    sendNotice(req, res, 403, "refused", "hostRefused");
  };
}

/** The cross-site token that every form of this visitor carries. */
export function tokenOf(res: Response): string {
  return String(res.locals.token);
}

/** Gives each visitor a random cookie and so a token of their own. */
export function knownVisitor({ secret }: BrowserOptions): RequestHandler {
  return (req, res, next) => {
    let visit = cookie(req, "enfoque_visit");
    if (!/^[\w-]{43}$/.test(visit)) {
      visit = randomBytes(32).toString("base64url");
      setCookie(req, res, "enfoque_visit", visit);
    }
    res.locals.token = digest(secret, "browser workspace token", visit);
    next();
  };
}

/** Refuses a POST that another site has caused. */
export function fromOwnPage({ secret }: BrowserOptions): RequestHandler {
  return (req, res, next) => {
    if (req.method === "GET" || req.method === "HEAD") return next();
    const site = req.get("sec-fetch-site");
    const origin = req.get("origin");
    // "null" is what browsers send under our own "no-referrer"; then the token alone decides.
    const foreign = origin !== undefined && origin !== "null" && hostOf(origin) !== req.headers.host;
    const { token } = (req.body ?? {}) as Record<string, unknown>;
    const known = typeof token === "string" && same(secret, token, tokenOf(res));
    if ((site === undefined || site === "same-origin") && !foreign && known) return next();
    sendNotice(req, res, 403, "refused", "tokenRefused");
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
