import { z } from "zod";
import {
  type FailureReason,
  OutcomeUnknown,
  RateLimited,
  Refused,
  TransportDown,
} from "../../domain/deliveries/outcomes.js";
import { TokenError } from "./credentials.js";

/** What was tried: only a new post may not simply be repeated; `direct` is a person instead of a channel. */
export type Attempt = { direct: boolean; operation: "post" | "update" | "open" };

/** What the SDK's HTTP errors carry. */
const failed = z.object({
  name: z.string().catch(""),
  message: z.string().catch(""),
  code: z.string().optional().catch(undefined),
  statusCode: z.number().optional().catch(undefined),
  response: z
    .object({ headers: z.custom<{ get(name: string): string | undefined }>() })
    .optional()
    .catch(undefined),
});
type Failed = z.infer<typeof failed>;

/** Refusals that Teams names by a code, whatever the status. */
const byCode: Record<string, FailureReason> = {
  MessageWritesBlocked: "recipient_unreachable",
  ConversationBlockedByUser: "recipient_unreachable",
  BotNotInConversationRoster: "not_in_channel",
  ConversationNotFound: "channel_gone",
  MessageSizeTooBig: "message_refused",
};
const byStatus: Record<number, FailureReason> = {
  401: "access_revoked",
  403: "access_revoked",
  404: "channel_gone",
  410: "channel_gone",
};
/** Teams asks to repeat these after a short while. */
const passing = new Set([408, 412, 429, 502, 504]);
/** Nothing was sent: there was no connection to send it on. */
const notConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|CERT_.*|ERR_TLS_.*|.*_CERT.*|.*_SIGNATURE)$/;
const connectionLost = /^(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|REQUEST_SEND_ERROR|PARSE_ERROR)$/;

/** What a failure of the Connector means for a delivery; anything unknown comes back as it is, to be retried. */
export function teamsFailure(error: unknown, attempt: Attempt, random: () => number = Math.random): unknown {
  if (error instanceof TokenError) return tokenFailure(error);
  const parsed = failed.safeParse(error);
  if (!parsed.success) return error;
  const { statusCode: status, code = "", name } = parsed.data;
  if (status !== undefined && status >= 400) return answered(parsed.data, status, attempt, error, random);
  if (notConnected.test(code)) return new TransportDown(error);
  if (name !== "AbortError" && !connectionLost.test(code)) return error;
  return attempt.operation === "post" ? new OutcomeUnknown(error) : new TransportDown(error);
}

/** Whether Teams no longer knows the message that was to be updated. */
export function isGone(error: unknown): boolean {
  return failed.safeParse(error).data?.statusCode === 404;
}

/** Whether Teams did not accept our token. */
export function isTokenRefused(error: unknown): boolean {
  return failed.safeParse(error).data?.statusCode === 401;
}

function answered(
  failure: Failed,
  status: number,
  attempt: Attempt,
  cause: unknown,
  random: () => number,
): Error {
  if (passing.has(status)) return new RateLimited(waitFor(failure, random));
  if (status >= 500) return new TransportDown(cause);
  const reason = byCode[failure.code ?? ""] ?? byStatus[status] ?? "message_refused";
  const aboutPlace = reason === "channel_gone" || reason === "not_in_channel";
  const detail = `HTTP ${status} ${failure.code ?? ""}`.trim();
  return new Refused(attempt.direct && aboutPlace ? "recipient_unreachable" : reason, detail);
}

/** Milliseconds: what Retry-After says, else 1 to 5 seconds. */
function waitFor({ response }: Failed, random: () => number): number {
  const header = response?.headers.get("retry-after") ?? "";
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  const jitter = Math.round(random() * 4000);
  return seconds > 0 ? Math.ceil(seconds * 1000) : 1000 + jitter;
}

function tokenFailure(error: TokenError): Error {
  if (error.kind === "refused") return new Refused("access_revoked", error.message);
  return error.retryAfter ? new RateLimited(error.retryAfter * 1000) : new TransportDown(error);
}
