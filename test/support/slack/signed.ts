import { createHmac } from "node:crypto";
import type { SlackState } from "./state.js";

type Rewrite = string | null | ((good: string) => string);

/** Ways to send something that Slack would not have sent. */
export type SendOptions = {
  /** Unix seconds that are signed and sent; a past or future one is stale or from the future. */
  signedAt?: number;
  /** Another signing secret. */
  secret?: string;
  /** The bytes to sign and send instead of the real body. */
  rawBody?: string;
  /** The bytes to send in place of those that were signed. */
  tamperedBody?: string;
  /** The signature header instead of the right one; null leaves it out. */
  signature?: Rewrite;
  /** The timestamp header instead of the signed one; null leaves it out. */
  timestamp?: Rewrite;
  /** More headers, `x-slack-retry-num` for instance. */
  headers?: Record<string, string>;
};

/** The app's answer, with the request as it went out so that it can be sent again. */
export type Answer = {
  status: number;
  /** The parsed JSON body, the text where it is no JSON, "" when there is none. */
  body: unknown;
  headers: Record<string, string>;
  ms: number;
  request: { body: string; headers: Record<string, string> };
};

/** Signs a body as Slack does (v0) and posts it to the app. */
export async function sendSigned(
  url: string,
  secret: string,
  contentType: string,
  body: string,
  options: SendOptions,
  state: SlackState,
): Promise<Answer> {
  const signedBody = options.rawBody ?? body;
  const at = String(options.signedAt ?? Math.floor(Date.now() / 1000));
  const digest = createHmac("sha256", options.secret ?? secret)
    .update(`v0:${at}:${signedBody}`)
    .digest("hex");
  const headers: Record<string, string> = {
    "content-type": contentType,
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    ...options.headers,
  };
  const signature = rewrite(`v0=${digest}`, options.signature);
  const timestamp = rewrite(at, options.timestamp);
  if (signature !== undefined) headers["x-slack-signature"] = signature;
  if (timestamp !== undefined) headers["x-slack-request-timestamp"] = timestamp;
  return post(url, { body: options.tamperedBody ?? signedBody, headers }, state);
}

/** Posts exact bytes and headers; an answer later than Slack's 3 seconds is a violation. */
export async function post(url: string, request: Answer["request"], state: SlackState): Promise<Answer> {
  const start = performance.now();
  const response = await fetch(url, { method: "POST", ...request, redirect: "manual" });
  const raw = await response.text();
  const ms = performance.now() - start;
  if (ms > 3000) state.violations.push(`the app took ${Math.round(ms)} ms to acknowledge; Slack waits 3000`);
  return {
    status: response.status,
    body: parsed(raw),
    headers: Object.fromEntries(response.headers),
    ms,
    request,
  };
}

function rewrite(good: string, change: Rewrite | undefined): string | undefined {
  if (change === undefined) return good;
  if (change === null) return undefined;
  return typeof change === "string" ? change : change(good);
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
