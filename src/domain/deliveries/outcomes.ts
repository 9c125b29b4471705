import type { SkipReason } from "../surveys/contact-rules.js";

/** Why a delivery ended without arriving; each is a sentence in the catalogues. */
export const failureReasons = [
  "channel_gone",
  "not_in_channel",
  "recipient_unreachable",
  "access_revoked",
  "permission_missing",
  "address_refused",
  "message_refused",
  "transport_not_configured",
  "outcome_unknown",
  "attempts_used_up",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** The platform asked us to wait; only this delivery is delayed and no attempt is used up. */
export class RateLimited extends Error {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super(`rate limited for ${retryAfterMs} ms`);
    this.name = "RateLimited";
    this.retryAfterMs = retryAfterMs;
  }
}

/** The transport cannot be reached at all; its breaker opens and no attempt is used up. */
export class TransportDown extends Error {
  constructor(cause: unknown) {
    super("transport cannot be reached", { cause });
    this.name = "TransportDown";
  }
}

/** A definite refusal: it is never repeated, and a person sees the reason. */
export class Refused extends Error {
  readonly reason: FailureReason;
  /** The platform's own code, for the log. */
  readonly detail: string;
  constructor(reason: FailureReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.name = "Refused";
    this.reason = reason;
    this.detail = detail;
  }
}

/** The request was sent and no answer came: it may have arrived, so it is repeated once at most. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super("the request was sent, its outcome is not known", { cause });
    this.name = "OutcomeUnknown";
  }
}

/** Why a message had become unwanted or pointless by the time it was to go. */
export type WithdrawnReason = Extract<
  SkipReason,
  "opted_out" | "bounced" | "mail_paused" | "erased" | "answered" | "closed"
>;

/** It is not sent, and that is right: nobody has to look into it. */
export class Withdrawn extends Error {
  readonly reason: WithdrawnReason;
  constructor(reason: WithdrawnReason) {
    super(`not sent: ${reason}`);
    this.name = "Withdrawn";
    this.reason = reason;
  }
}
