import { createTransport, type SendMailOptions } from "nodemailer";
import type { Store } from "../domain/context.js";
import { RateLimited } from "../domain/deliveries/outcomes.js";
import type { MailFoot, SendMail } from "../domain/deliveries/send.js";
import { outcomeOf } from "./failures.js";
import { PATIENCE_MS } from "./pace.js";
import { mailFor } from "./render.js";

/** A mail transport; `close` lets what is being sent finish. */
export type SmtpSender = { send: SendMail; close(): void };

/** How long each step may take, in ms, before the transport counts as down. */
export type SmtpTimeouts = { connectionMs: number; greetingMs: number; socketMs: number };

const patience: SmtpTimeouts = { connectionMs: 10_000, greetingMs: 10_000, socketMs: 30_000 };

/**
 * Sends mails over SMTP through a few kept connections, from the organization's name at `from`.
 * Throws TransportDown, Refused, RateLimited or OutcomeUnknown; a passing refusal (4xx) is a plain Error.
 * `inbound` is where bounces, objections and replies are taken in; `pace` says how long to wait before each mail.
 */
export function smtpSender({
  url,
  from,
  inbound,
  connections = 5,
  pace,
  timeouts = patience,
}: {
  url: string;
  from: string;
  inbound?: string | undefined;
  connections?: number;
  pace?: (() => Promise<number>) | undefined;
  timeouts?: SmtpTimeouts;
}): SmtpSender {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    // Enough for a kept connection that the server has dropped in between.
    maxRequeues: 1,
    connectionTimeout: timeouts.connectionMs,
    dnsTimeout: timeouts.connectionMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.socketMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // The message is read only once the server has said "go on" to DATA: from then on it may have arrived.
  const begun = new Map<string, () => boolean>();
  transport.use("stream", (mail, done) => {
    const open = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (options) => {
      const stream = open(options);
      begun.set(mail.message.messageId(), () => stream.readableDidRead);
      return stream;
    };
    done();
  });

  const send: SendMail = async ({ deliveryId, message, locale, surveyLink, foot }) => {
    const wait = (await pace?.()) ?? 0;
    if (wait > PATIENCE_MS) throw new RateLimited(wait);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const { organization, email } = message.content;
    const messageId = messageIdOf(deliveryId, address);
    const replyTo = foot?.replyTo ?? inbound ?? foot?.ownerEmail;
    const mail: SendMailOptions = {
      ...mailFor(message, locale, surveyLink, foot),
      messageId,
      // Some servers put a Message-ID of their own in its place; answers and bounces name this one, too.
      references: messageId.replace("<", "<about."),
      from: { name: organization, address },
      to: { name: message.content.contact ?? "", address: email },
      ...(replyTo ? { replyTo } : {}),
      headers: { "Auto-Submitted": "auto-generated", ...(foot ? unsubscribeHeaders(foot, inbound) : {}) },
    };
    try {
      await transport.sendMail(mail);
    } catch (err) {
      throw outcomeOf(err, begun.get(messageId)?.() ?? false);
    } finally {
      begun.delete(messageId);
    }
    return { messageId };
  };
  return { send, close: () => transport.close() };
}

/** The button of mail programs that unsubscribes with one click (RFC 8058), and the older way by a mail. */
function unsubscribeHeaders({ unsubscribeLink, unsubscribeToken }: MailFoot, inbound: string | undefined) {
  const byMail = inbound ? `, <mailto:${inbound}?subject=unsubscribe%20${unsubscribeToken}>` : "";
  return {
    "List-Unsubscribe": `<${unsubscribeLink}>${byMail}`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** Keeps the mails in the workspace's mailbox instead of sending them, for want of a mail server. */
export function mailboxSender({ storeOf }: { storeOf(organizationId: string): Store }): SendMail {
  return async ({ deliveryId, organizationId, message, locale, surveyLink, foot }) => {
    const messageId = messageIdOf(deliveryId, "");
    const mail = mailFor(message, locale, surveyLink, foot);
    const recipient = message.content.email;
    await storeOf(organizationId).workspace.addMail({ id: deliveryId, messageId, recipient, ...mail });
    return { messageId };
  };
}

/** The same for every attempt of a delivery, so that a repeat is recognisably the same message. */
function messageIdOf(deliveryId: string, from: string): string {
  return `<${deliveryId}@${from.split("@")[1] ?? "enfoque.invalid"}>`;
}
