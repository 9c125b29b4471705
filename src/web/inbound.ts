import { createHash, timingSafeEqual } from "node:crypto";
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type Response,
  type Router,
} from "express";
import type { Log } from "./public.js";

/** What the door for incoming mail needs; `receive` says what a raw mail was, or "unreadable". */
export type InboundOptions = {
  router: Router;
  /** What whoever posts mails has to know. */
  token: string;
  receive(raw: Buffer): Promise<string>;
  log: Log;
};

const body = express.raw({
  type: ["message/rfc822", "application/octet-stream", "text/plain"],
  limit: "10mb",
  inflate: false,
});

/** Takes in raw mails (message/rfc822) from a mail server or provider; a mail that was not taken is to be posted again. */
export function mountInbound({ router, token, receive, log }: InboundOptions): void {
  const path = "/mail/inbound";
  router.use(path, (request: Request, response: Response, next: NextFunction) => {
    response.set("Cache-Control", "no-store");
    if (knows(request, token)) return next();
    response.status(401).set("WWW-Authenticate", "Bearer").json({ error: "unauthorized" });
  });
  router.post(path, body, async (request: Request, response: Response) => {
    if (!Buffer.isBuffer(request.body))
      return void response.status(415).json({ error: "not_message_rfc822" });
    const outcome = await receive(request.body);
    response.status(outcome === "unreadable" ? 422 : 200).json({ outcome });
  });
  router.use(path, failed(log));
}

function knows(request: Request, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.get("authorization") ?? ""), digest(`Bearer ${token}`));
}

function failed(log: Log): ErrorRequestHandler {
  return (err: unknown, _request, response, _next) => {
    const status = typeof err === "object" && err !== null && "status" in err ? Number(err.status) : 500;
    if (status >= 400 && status < 500)
      return void response.status(status).json({ error: status === 413 ? "too_large" : "unreadable" });
    log.error({ err }, "an incoming mail was not taken; it is to be posted again");
    response.status(503).set("Retry-After", "30").json({ error: "unavailable" });
  };
}
