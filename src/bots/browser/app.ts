import express, { type ErrorRequestHandler, Router } from "express";
import { DomainError, statusOf } from "../../domain/errors.js";
import { catalogue } from "../../i18n/catalogue.js";
import { accessRoutes, knownSecret } from "./access.js";
import { serveAssets } from "./assets.js";
import { liveUpdates } from "./live.js";
import { mailboxRoutes } from "./mailbox.js";
import { localeOf, sendFailure, sendNotice, sendRefusal } from "./notice.js";
import type { BrowserOptions } from "./options.js";
import { base } from "./paths.js";
import { peopleRoutes } from "./people.js";
import { fromOwnPage, knownHost, knownVisitor, secureHeaders } from "./safety.js";
import { startRoutes } from "./start.js";
import { talkRoutes } from "./talk.js";

export type { BrowserOptions } from "./options.js";

/**
 * Opens the browser workspace: `/` leads to it, everything of it is below /workspace, its files below /assets.
 * `close` ends the live updates, so that a server can stop.
 */
export function mountBrowser(options: BrowserOptions): { close(): void } {
  const { router } = options;
  const workspace = Router();
  const live = liveUpdates(options);

  workspace.use(secureHeaders, knownHost(options), knownVisitor(options));
  workspace.use(
    express.urlencoded({ extended: false, limit: "256kb" }),
    fromOwnPage(options),
    knownSecret(options),
  );
  workspace.get("/live", live.handle);
  accessRoutes(workspace, options);
  startRoutes(workspace, options);
  talkRoutes(workspace, options);
  peopleRoutes(workspace, options);
  mailboxRoutes(workspace, options);
  workspace.use((req, res) => sendNotice(req, res, 404, "notFound", "notFoundText"));
  workspace.use(failed(options));

  serveAssets(router);
  router.get("/", secureHeaders, (_req, res) => res.redirect(303, base));
  router.use(base, workspace);
  return { close: live.close };
}

function failed({ log }: BrowserOptions): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
    } else if (error instanceof DomainError) {
      const t = catalogue(localeOf(req));
      sendRefusal(res, t, statusOf[error.code], t.error[error.code](error.params));
    } else if (error instanceof Error && "status" in error && Number(error.status) < 500) {
      // What express says about a body it cannot read.
      sendNotice(req, res, Number(error.status), "refused", "tooMuch");
    } else {
      log.error({ err: error, path: req.path }, "the browser workspace failed");
      sendFailure(req, res);
    }
  };
}
