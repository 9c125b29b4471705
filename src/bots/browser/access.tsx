import type { Request, RequestHandler, Response, Router } from "express";
import { catalogue } from "../../i18n/catalogue.js";
import { cookie, digest, same, setCookie } from "./cookies.js";
import { localeOf, panelPage } from "./notice.js";
import type { BrowserOptions } from "./options.js";
import { base } from "./paths.js";
import { tokenOf } from "./safety.js";
import { textOf } from "./visiting.js";

const DAYS_REMEMBERED = 30;
const path = `${base}/login`;

/** Asks for the access secret where there is one; a changed secret makes everybody enter it again. */
export function knownSecret({ secret, accessSecret }: BrowserOptions): RequestHandler {
  return (req, res, next) => {
    if (!accessSecret || req.path === "/login" || hasAccess(req, secret, accessSecret)) return next();
    res.redirect(303, path);
  };
}

/** The page that asks for the access secret. */
export function accessRoutes(router: Router, { secret, accessSecret }: BrowserOptions): void {
  if (!accessSecret) return;
  router.get("/login", (req, res) => {
    res.send(loginPage(req, res, false));
  });
  router.post("/login", (req, res) => {
    if (!same(secret, textOf(req, "secret"), accessSecret)) {
      res.status(403).send(loginPage(req, res, true));
      return;
    }
    const until = String(Date.now() + DAYS_REMEMBERED * 86_400_000);
    setCookie(req, res, "enfoque_access", `${until}.${proof(secret, accessSecret, until)}`, DAYS_REMEMBERED);
    res.redirect(303, base);
  });
}

function hasAccess(req: Request, secret: Buffer, accessSecret: string): boolean {
  const [until = "", given = ""] = cookie(req, "enfoque_access").split(".");
  return Number(until) > Date.now() && same(secret, given, proof(secret, accessSecret, until));
}

function proof(secret: Buffer, accessSecret: string, until: string): string {
  return digest(secret, "browser workspace access", `${until}\0${accessSecret}`);
}

function loginPage(req: Request, res: Response, isWrong: boolean): string {
  const t = catalogue(localeOf(req));
  const { workspace } = t;
  return panelPage(
    t,
    workspace.secretNeeded,
    <form method="post" action={path} class="card">
      <input type="hidden" name="token" value={tokenOf(res)} />
      <label for="secret">{workspace.secret}</label>
      <input
        type="password"
        id="secret"
        name="secret"
        required
        autocomplete="current-password"
        aria-describedby={isWrong ? "secret-hint secret-problem" : "secret-hint"}
        aria-invalid={isWrong ? "true" : undefined}
      />
      <small id="secret-hint">{workspace.secretIs}</small>
      {isWrong ? (
        <small id="secret-problem" class="problem" role="alert">
          {workspace.secretWrong}
        </small>
      ) : null}
      <button type="submit" class="primary">
        {workspace.enter}
      </button>
    </form>,
  );
}
