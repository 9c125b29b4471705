import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import {
  type FailureReason,
  OutcomeUnknown,
  RateLimited,
  Refused,
  TransportDown,
} from "../../domain/deliveries/outcomes.js";

/** What Slack's error codes mean for a delivery; a code that is not here is retried as a passing fault. */
const refusals: Record<string, FailureReason> = {
  channel_not_found: "channel_gone",
  is_archived: "channel_gone",

  not_in_channel: "not_in_channel",

  user_not_found: "recipient_unreachable",
  user_not_visible: "recipient_unreachable",
  user_disabled: "recipient_unreachable",
  users_not_found: "recipient_unreachable",
  cannot_dm_bot: "recipient_unreachable",
  messages_tab_disabled: "recipient_unreachable",

  account_inactive: "access_revoked",
  invalid_auth: "access_revoked",
  not_authed: "access_revoked",
  token_expired: "access_revoked",
  token_revoked: "access_revoked",
  team_access_not_granted: "access_revoked",
  team_not_found: "access_revoked",
  org_login_required: "access_revoked",

  access_denied: "permission_missing",
  ekm_access_denied: "permission_missing",
  enterprise_is_restricted: "permission_missing",
  missing_scope: "permission_missing",
  no_permission: "permission_missing",
  not_allowed_token_type: "permission_missing",
  restricted_action: "permission_missing",
  restricted_action_non_threadable_channel: "permission_missing",
  restricted_action_read_only_channel: "permission_missing",
  restricted_action_thread_only_channel: "permission_missing",

  cant_update_message: "message_refused",
  edit_window_closed: "message_refused",
  invalid_arguments: "message_refused",
  invalid_blocks: "message_refused",
  invalid_blocks_format: "message_refused",
  message_not_found: "message_refused",
  msg_blocks_too_long: "message_refused",
  msg_too_long: "message_refused",
  no_text: "message_refused",
  too_many_attachments: "message_refused",
};
/** Slack is there, but not for us just now. */
const outages = new Set(["service_unavailable", "team_added_to_org", "external_channel_migrating"]);
/** Slack's documentation: "some aspect of the operation" may have succeeded. */
const unknowns = new Set(["fatal_error", "internal_error"]);
const limited = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
const defaultWaitSeconds = 30;

/** Failures of a connection that was never made, so nothing can have arrived. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);
const cutOff = new Set([
  "ECONNRESET",
  "EPIPE",
  "UND_ERR_SOCKET",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** What an error of Slack's client means for a delivery; an unknown one is given back as it is. */
export function slackFailure(error: unknown): Error {
  if (error instanceof WebAPIRateLimitedError) return new RateLimited(error.retryAfter * 1000);
  if (error instanceof WebAPIPlatformError) return platformFailure(error);
  if (error instanceof WebAPIHTTPError) return error.statusCode >= 500 ? new TransportDown(error) : error;
  const codes = codesOf(error);
  if (codes.some((code) => neverSent.has(code))) return new TransportDown(error);
  // The client gives every failed request this class; a body that breaks off comes without it.
  if (
    error instanceof WebAPIRequestError ||
    codes.some((code) => cutOff.has(code) || /^(Timeout|Abort)Error$/.test(code))
  )
    return new OutcomeUnknown(error);
  return error instanceof Error ? error : new Error("unknown failure", { cause: error });
}

/** Slack's own code of a refused call. */
export function slackCode(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

function platformFailure(error: WebAPIPlatformError): Error {
  const code = error.data.error;
  if (limited.has(code)) {
    const { retryAfter } = error.data.response_metadata ?? {};
    return new RateLimited((retryAfter ?? defaultWaitSeconds) * 1000);
  }
  if (outages.has(code)) return new TransportDown(error);
  if (unknowns.has(code)) return new OutcomeUnknown(error);
  const reason = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  return reason ? new Refused(reason, code) : error;
}

/** The codes and names of an error and of what caused it. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const { code, syscall } = one as { code?: unknown; syscall?: unknown };
    // A connection that was made can time out too: then the request was sent.
    const late = code === "ETIMEDOUT" && (syscall === "read" || syscall === "write");
    codes.push(one.name, ...(typeof code === "string" && !late ? [code] : []));
  }
  return codes;
}
