import { OutcomeUnknown, Refused, TransportDown } from "../domain/deliveries/outcomes.js";

/** What nodemailer says about a mail that did not go out. */
type SmtpFault = { code?: unknown; command?: unknown; response?: unknown; responseCode?: unknown };

const unreachable = new Set(["ECONNECTION", "ESOCKET", "ETIMEDOUT", "EDNS", "EPROXY"]);
// The server is there but will not talk to us at all: every mail would fail alike, so they all wait.
const unusable = new Set(["ETLS", "EAUTH", "ENOAUTH", "EOAUTH2", "EREQUIRETLS"]);

/**
 * What a failed sending means: TransportDown, OutcomeUnknown, Refused, or a passing fault to be tried again.
 * `begun` says that the server had taken DATA, so that the message may have arrived.
 */
export function outcomeOf(err: unknown, begun: boolean): Error {
  const { code, command, response, responseCode } = faultOf(err);
  const status = typeof responseCode === "number" ? responseCode : undefined;
  if (status === 421 || status === 530 || status === 535 || unusable.has(String(code)))
    return new TransportDown(err);
  if (status === undefined && unreachable.has(String(code))) {
    return begun ? new OutcomeUnknown(err) : new TransportDown(err);
  }
  // What was said instead of a greeting or to EHLO concerns us, not this mail.
  if (code === "EPROTOCOL" || code === "ECONNECTION") return new TransportDown(err);
  if (status !== undefined && status >= 500 && status !== 503)
    return refusalOf(String(command), String(response));
  if (status === undefined && code === "EENVELOPE") return new Refused("address_refused", "not an address");
  return err instanceof Error ? err : new Error("the mail was not sent", { cause: err });
}

/** Whether a permanent refusal is about the recipient (RFC 3463: 5.1 addresses, 5.2 mailboxes) or about the mail. */
function refusalOf(command: string, response: string): Refused {
  const enhanced = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})/.exec(response)?.[1];
  const detail = `${command} ${/^\d{3}/.exec(response)?.[0] ?? ""} ${enhanced ?? ""}`.trim();
  if (command === "MAIL FROM") return new Refused("message_refused", detail);
  if (enhanced) {
    // 5.1.7 and 5.1.8 are about the sender's address.
    const aboutRecipient = /^5\.(1\.(?![78]$)|2\.)/.test(enhanced);
    return new Refused(aboutRecipient ? "address_refused" : "message_refused", detail);
  }
  const atRecipient = command === "RCPT TO" && /^55[0-3]/.test(response);
  return new Refused(atRecipient ? "address_refused" : "message_refused", detail);
}

function faultOf(err: unknown): SmtpFault {
  return typeof err === "object" && err !== null ? err : {};
}
