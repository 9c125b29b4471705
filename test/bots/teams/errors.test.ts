import { describe, expect, it } from "vitest";
import { TokenError } from "../../../src/bots/teams/credentials.js";
import { teamsFailure } from "../../../src/bots/teams/errors.js";
import {
  OutcomeUnknown,
  type RateLimited,
  type Refused,
  TransportDown,
} from "../../../src/domain/deliveries/outcomes.js";

const channel = { direct: false, operation: "post" } as const;
const direct = { direct: true, operation: "post" } as const;
const http = (statusCode: number, code?: string, retryAfter?: string) =>
  Object.assign(new Error("from Teams"), {
    statusCode,
    code,
    response: { headers: new Headers(retryAfter ? { "retry-after": retryAfter } : {}) },
  });
const network = (code: string) => Object.assign(new Error(code), { code });
const aborted = Object.assign(new Error("aborted"), { name: "AbortError" });

describe("a failure of the Connector", () => {
  it.each([
    [403, "MessageWritesBlocked", "recipient_unreachable", "recipient_unreachable"],
    [403, "ConversationBlockedByUser", "recipient_unreachable", "recipient_unreachable"],
    [403, "BotNotInConversationRoster", "not_in_channel", "recipient_unreachable"],
    [404, "ConversationNotFound", "channel_gone", "recipient_unreachable"],
    [410, undefined, "channel_gone", "recipient_unreachable"],
    [401, "AuthorizationFailed", "access_revoked", "access_revoked"],
    [403, "BotDisabledByAdmin", "access_revoked", "access_revoked"],
    [400, "BadArgument", "message_refused", "message_refused"],
    [413, "MessageSizeTooBig", "message_refused", "message_refused"],
  ])("HTTP %i %s is final: %s in a channel, %s for a person", (status, code, inChannel, toPerson) => {
    const reasons = [channel, direct].map(
      (attempt) => (teamsFailure(http(status, code), attempt) as Refused).reason,
    );
    expect(reasons).toEqual([inChannel, toPerson]);
  });

  it("waits as long as Teams says, else a few seconds", () => {
    const wait = (error: unknown, random = 0.5) =>
      (teamsFailure(error, channel, () => random) as RateLimited).retryAfterMs;
    expect(wait(http(429, "TooManyRequests", "7"))).toBe(7000);
    expect(wait(http(429, "TooManyRequests", new Date(Date.now() + 60_000).toUTCString()))).toBeGreaterThan(
      50_000,
    );
    for (const status of [429, 412, 502, 504]) {
      expect([0, 0.5, 1].map((random) => wait(http(status), random))).toEqual([1000, 3000, 5000]);
    }
  });

  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT"])(
    "%s is an outage",
    (code) => expect(teamsFailure(network(code), channel)).toBeInstanceOf(TransportDown),
  );

  it.each([500, 503])("HTTP %i is an outage", (status) =>
    expect(teamsFailure(http(status), channel)).toBeInstanceOf(TransportDown),
  );

  it.each([aborted, network("ECONNRESET"), network("EPIPE")])(
    "a new post without an answer has an unknown outcome, an update may be repeated (%s)",
    (error) => {
      expect(teamsFailure(error, channel)).toBeInstanceOf(OutcomeUnknown);
      expect(teamsFailure(error, { direct: false, operation: "update" })).toBeInstanceOf(TransportDown);
      expect(teamsFailure(error, { direct: true, operation: "open" })).toBeInstanceOf(TransportDown);
    },
  );

  it("tells a refused app secret from a sign-in service that is down or busy", () => {
    expect(teamsFailure(new TokenError("refused", "no"), channel)).toMatchObject({
      reason: "access_revoked",
    });
    expect(teamsFailure(new TokenError("unavailable", "no"), channel)).toBeInstanceOf(TransportDown);
    expect(teamsFailure(new TokenError("unavailable", "no", { retryAfter: 3 }), channel)).toMatchObject({
      retryAfterMs: 3000,
    });
  });

  it("leaves what is no failure of Teams as it is", () => {
    const bug = new TypeError("x is undefined");
    expect(teamsFailure(bug, channel)).toBe(bug);
    expect(teamsFailure(undefined, channel)).toBeUndefined();
  });
});
