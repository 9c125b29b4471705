import { createHmac, timingSafeEqual } from "node:crypto";
import { type RequestHandler, type Response, raw } from "express";
import type { Logger } from "pino";
import { catalogue } from "../../i18n/catalogue.js";
import { limits } from "./limits.js";

/** Records a key shared by all processes; false where it was recorded before and has not expired yet. */
export type FirstSeen = (key: string, expiresAt: Date) => Promise<boolean>;

type GuardOptions = {
  signingSecret: string;
  firstSeen: FirstSeen;
  now: () => Date;
  log: Logger;
};

const windowSeconds = 300;

/**
 * Lets through what Slack signed within five minutes of now, once. Bolt's own check takes a timestamp in the future,
 * a signature with something after it, and a request that was sent before.
 */
export function slackGuard({ signingSecret, firstSeen, now, log }: GuardOptions): RequestHandler {
  const readBody = raw({ type: () => true, limit: limits.requestBody, inflate: false });

  function refuse(response: Response, status: number, reason: string, words = reason): void {
    log.warn({ platform: "slack", status, reason }, "a request was refused");
    response.status(status).type("text/plain").send(words);
  }

  return (request, response, next) => {
    const timestamp = String(request.headers["x-slack-request-timestamp"]);
    const signature = String(request.headers["x-slack-signature"]);
    if (!/^\d{10}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) {
      return refuse(response, 401, "not signed");
    }
    if (Math.abs(now().getTime() / 1000 - Number(timestamp)) > windowSeconds) {
      return refuse(response, 401, "signed too long ago or ahead of time");
    }
    readBody(request, response, (error?: unknown) => {
      if (error) {
        const status = (error as { status?: number }).status === 413 ? 413 : 400;
        return refuse(response, status, status === 413 ? "too large" : "unreadable");
      }
      const body: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const hex = signature.slice(3);
      const expected = createHmac("sha256", signingSecret).update(`v0:${timestamp}:`).update(body).digest();
      if (!timingSafeEqual(expected, Buffer.from(hex, "hex")))
        return refuse(response, 401, "signed otherwise");
      const expiresAt = new Date((Number(timestamp) + 2 * windowSeconds) * 1000);
      firstSeen(`slack:${hex}`, expiresAt).then(
        (first) => {
          if (!first) return refuse(response, 401, "sent before");
          // Where Bolt looks for a body that has been read already.
          Object.assign(request, { rawBody: body });
          next();
        },
        () => refuse(response, 503, "database unreachable", catalogue("en").unavailable),
      );
    });
  };
}
