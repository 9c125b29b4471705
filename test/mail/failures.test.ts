import { expect, test } from "vitest";
import { OutcomeUnknown, Refused, TransportDown } from "../../src/domain/deliveries/outcomes.js";
import { outcomeOf } from "../../src/mail/failures.js";

const said = (command: string, response: string, code = "EENVELOPE") =>
  Object.assign(new Error("no"), { code, command, response, responseCode: Number(response.slice(0, 3)) });

test.each(["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS"])(
  "%s is an outage before DATA, unknown after it",
  (code) => {
    const err = Object.assign(new Error("no"), { code, command: "CONN" });
    expect(outcomeOf(err, false)).toBeInstanceOf(TransportDown);
    expect(outcomeOf(err, true)).toBeInstanceOf(OutcomeUnknown);
  },
);

test.each([
  said("CONN", "421 4.3.2 shutting down", "ECONNECTION"),
  said("CONN", "554 no service here", "EPROTOCOL"),
  said("AUTH PLAIN", "535 5.7.8 bad credentials", "EAUTH"),
  said("MAIL FROM", "530 5.7.0 authenticate first"),
  Object.assign(new Error("no"), { code: "ETLS", command: "STARTTLS" }),
])("%s makes every mail wait", (err) => {
  expect(outcomeOf(err, false)).toBeInstanceOf(TransportDown);
});

test.each([
  ["RCPT TO", "550 no such user", "address_refused"],
  ["RCPT TO", "550 5.1.1 no such user", "address_refused"],
  ["RCPT TO", "550-5.1.1 no such user\n550 5.1.1 really", "address_refused"],
  ["RCPT TO", "552 5.2.2 mailbox full", "address_refused"],
  ["RCPT TO", "550 5.7.1 relaying denied", "message_refused"],
  ["RCPT TO", "554 5.7.1 spam", "message_refused"],
  ["RCPT TO", "550 5.1.8 sender's domain", "message_refused"],
  ["MAIL FROM", "553 5.1.8 not your address", "message_refused"],
  ["MAIL FROM", "550 not you", "message_refused"],
  ["DATA", "550 5.1.1 no such user", "address_refused"],
  ["DATA", "554 5.6.0 malformed", "message_refused"],
  ["DATA", "550 looks like spam", "message_refused"],
] as const)("%s answered by %s is %s", (command, response, reason) => {
  const outcome = outcomeOf(said(command, response), true);
  expect(outcome).toBeInstanceOf(Refused);
  expect(outcome).toMatchObject({ reason });
});

test("a passing refusal is tried again as it is", () => {
  for (const err of [
    said("RCPT TO", "450 4.2.1 greylisted"),
    said("DATA", "452 4.3.1 full"),
    said("DATA", "503 what?"),
  ]) {
    expect(outcomeOf(err, false)).toBe(err);
  }
});

test("what is no address is refused as one", () => {
  const err = Object.assign(new Error("no"), { code: "EENVELOPE", command: "API" });
  expect(outcomeOf(err, false)).toMatchObject({ reason: "address_refused" });
});

test("the detail for the log holds no address", () => {
  const outcome = outcomeOf(said("RCPT TO", "550 5.1.1 <ada@customer.example> unknown"), false);
  expect(outcome).toMatchObject({ detail: "RCPT TO 550 5.1.1" });
});
