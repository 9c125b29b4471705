import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { slackFailure } from "../../../src/bots/slack/errors.js";
import {
  OutcomeUnknown,
  RateLimited,
  Refused,
  TransportDown,
} from "../../../src/domain/deliveries/outcomes.js";

const platform = (error: string, response_metadata = {}) =>
  new WebAPIPlatformError({ ok: false, error, response_metadata });
const request = (code: string, more = {}) =>
  new WebAPIRequestError(
    new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, ...more }) }),
  );

describe("what Slack's errors mean for a delivery", () => {
  it.each([
    ["channel_not_found", "channel_gone"],
    ["is_archived", "channel_gone"],
    ["not_in_channel", "not_in_channel"],
    ["user_not_found", "recipient_unreachable"],
    ["cannot_dm_bot", "recipient_unreachable"],
    ["token_revoked", "access_revoked"],
    ["invalid_auth", "access_revoked"],
    ["account_inactive", "access_revoked"],
    ["missing_scope", "permission_missing"],
    ["restricted_action", "permission_missing"],
    ["invalid_blocks", "message_refused"],
    ["msg_too_long", "message_refused"],
  ])("%s is never repeated: %s", (code, reason) => {
    expect(slackFailure(platform(code))).toEqual(new Refused(reason as "channel_gone", code));
  });

  it("a code that is not known, or is a name every object has, stays a passing fault", () => {
    for (const code of ["something_new", "constructor", "__proto__", "<html>"]) {
      const error = platform(code);
      expect(slackFailure(error)).toBe(error);
    }
  });

  it("waits as long as Slack says", () => {
    expect(slackFailure(new WebAPIRateLimitedError(7))).toEqual(new RateLimited(7000));
    expect(slackFailure(platform("ratelimited", { retryAfter: 3 }))).toEqual(new RateLimited(3000));
    expect(slackFailure(platform("ratelimited"))).toEqual(new RateLimited(30_000));
  });

  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "CERT_HAS_EXPIRED"])(
    "%s: the transport is down, nothing can have arrived",
    (code) => expect(slackFailure(request(code))).toBeInstanceOf(TransportDown),
  );

  it.each([500, 502, 503, 504])("status %i: the transport is down", (status) => {
    expect(slackFailure(new WebAPIHTTPError(status, "", {}))).toBeInstanceOf(TransportDown);
  });

  it("Slack's own outage is one of the transport", () => {
    expect(slackFailure(platform("service_unavailable"))).toBeInstanceOf(TransportDown);
  });

  it.each(["ECONNRESET", "UND_ERR_SOCKET", "EPIPE", "UND_ERR_HEADERS_TIMEOUT"])(
    "%s: the request may have arrived",
    (code) => expect(slackFailure(request(code))).toBeInstanceOf(OutcomeUnknown),
  );

  it("a time-out, a body that broke off and an internal error of Slack leave the outcome unknown", () => {
    const timeout = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    const brokenOff = new TypeError("terminated", {
      cause: Object.assign(new Error(), { code: "UND_ERR_SOCKET" }),
    });
    const errors = [new WebAPIRequestError(timeout), timeout, brokenOff, platform("internal_error")];
    for (const error of errors) expect(slackFailure(error)).toBeInstanceOf(OutcomeUnknown);
  });

  it("a connection that times out before it is made was not used; one that times out later was", () => {
    expect(slackFailure(request("ETIMEDOUT", { syscall: "connect" }))).toBeInstanceOf(TransportDown);
    expect(slackFailure(request("ETIMEDOUT", { syscall: "read" }))).toBeInstanceOf(OutcomeUnknown);
  });

  it("anything else is given back as it is", () => {
    const bug = new RangeError("a bug");
    expect(slackFailure(bug)).toBe(bug);
    expect(slackFailure("text")).toBeInstanceOf(Error);
    const notFound = new WebAPIHTTPError(404, "", {});
    expect(slackFailure(notFound)).toBe(notFound);
  });
});
