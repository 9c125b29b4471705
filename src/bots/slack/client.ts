import { LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import type { Logger } from "pino";

type SlackLogger = NonNullable<WebClientOptions["logger"]>;

type ClientOptions = { token: string; apiUrl?: string | undefined; timeoutMs: number; log?: Logger };

/** A client of Slack's Web API that tries once, within a time limit: only the queue repeats. */
export function slackClient({ token, ...options }: ClientOptions): WebClient {
  return new WebClient(token, clientOptions(options));
}

/** How every call to Slack is made. */
export function clientOptions({ apiUrl, timeoutMs, log }: Omit<ClientOptions, "token">): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    logger: slackLogger(log),
  };
}

/** Slack's libraries log into ours: warnings in words only, since their details carry what people wrote. */
export function slackLogger(log?: Logger): SlackLogger {
  const words = (parts: unknown[]) => parts.filter((part) => typeof part === "string").join(" ");
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log?.warn({ platform: "slack" }, words(parts)),
    error: (...parts) => log?.error({ platform: "slack" }, words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

/** What may be logged of an error: its kind, its code and where it arose, not its message. */
export function faultOf(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, data } = error as { code?: unknown; data?: { error?: unknown } };
  const known = data?.error ?? code;
  const at = error.stack?.split("\n").find((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(typeof known === "string" ? { code: known.slice(0, 60) } : {}),
    ...(at ? { at: at.trim() } : {}),
  };
}
