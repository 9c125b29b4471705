import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { eventually } from "./eventually.js";

export type SinkMail = {
  /** The envelope's sender: where bounces go. */
  from: string;
  /** The envelope's recipients. */
  to: string[];
  /** The From and To headers as a reader sees them. */
  fromHeader: string;
  toHeader: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Lower-case name → raw value, unfolded. */
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; content: Buffer }[];
  raw: string;
};

/** What the server says to a recipient it does not want: 4xx passing, 5xx permanent. */
type Refusal = { code: number; message: string };

export type SmtpSink = {
  host: string;
  port: number;
  /** smtp://127.0.0.1:port */
  url: string;
  messages: SinkMail[];
  /** Refuses the recipients for whom `match` is true until `acceptAll`; at DATA instead of RCPT TO on demand. */
  refuse(match: (recipient: string) => boolean, refusal: Refusal, at?: "rcpt" | "data"): void;
  acceptAll(): void;
  /** Takes every command but leaves the sender waiting for the answer to DATA, after the mail was kept. */
  hangAfterData: boolean;
  /** The mails to one address, oldest first. */
  to(recipient: string): SinkMail[];
  waitFor: typeof eventually;
  /** Connections are refused until `restart`, which listens on the same port. */
  stop(): Promise<void>;
  restart(): Promise<void>;
};

/** A real SMTP server that keeps what it is given. */
export async function startSmtpSink(options: { port?: number; maxBytes?: number } = {}): Promise<SmtpSink> {
  const messages: SinkMail[] = [];
  let rules: { match: (recipient: string) => boolean; refusal: Refusal; at: "rcpt" | "data" }[] = [];

  const refusalFor = (recipients: string[], at: "rcpt" | "data") => {
    const rule = rules.find((one) => one.at === at && recipients.some(one.match));
    return rule && Object.assign(new Error(rule.refusal.message), { responseCode: rule.refusal.code });
  };

  function start(port: number): Promise<SMTPServer> {
    const server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 50,
      ...(options.maxBytes === undefined ? {} : { size: options.maxBytes }),
      onRcptTo({ address }, _session, callback) {
        callback(refusalFor([address], "rcpt"));
      },
      onData(stream, { envelope }, callback) {
        const to = envelope.rcptTo.map((one) => one.address);
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        keep(stream, from, to).then(
          (refused) => {
            if (!sink.hangAfterData) callback(refused);
          },
          (error: Error) => callback(error),
        );
      },
    });
    // A sender that hangs up early is part of what is tested.
    server.on("error", () => {});
    return new Promise((resolve, reject) => {
      server.server.once("error", reject);
      server.listen(port, "127.0.0.1", () => resolve(server));
    });
  }

  async function keep(stream: NodeJS.ReadableStream & { sizeExceeded: boolean }, from: string, to: string[]) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    if (stream.sizeExceeded) return Object.assign(new Error("Message too large"), { responseCode: 552 });
    const refused = refusalFor(to, "data");
    if (refused) return refused;
    const raw = Buffer.concat(chunks);
    messages.push(mailOf(await simpleParser(raw), raw, from, to));
    return undefined;
  }

  let server = await start(options.port ?? 0);
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));

  const sink: SmtpSink = {
    host: "127.0.0.1",
    port,
    url: `smtp://127.0.0.1:${port}`,
    messages,
    refuse: (match, refusal, at = "rcpt") => void rules.push({ match, refusal, at }),
    acceptAll() {
      rules = [];
    },
    hangAfterData: false,
    to: (recipient) => messages.filter((mail) => mail.to.includes(recipient)),
    waitFor: eventually,
    stop,
    async restart() {
      if (server.server.listening) await stop();
      server = await start(port);
    },
  };
  return sink;
}

function mailOf(mail: ParsedMail, raw: Buffer, from: string, to: string[]): SinkMail {
  const recipients = Array.isArray(mail.to) ? mail.to : mail.to ? [mail.to] : [];
  const headers = mail.headerLines.map(({ key, line }) => {
    return [
      key,
      line
        .slice(line.indexOf(":") + 1)
        .replace(/\r?\n[ \t]/g, " ")
        .trim(),
    ] as const;
  });
  return {
    from,
    to,
    fromHeader: mail.from?.text ?? "",
    toHeader: recipients.map((one) => one.text).join(", "),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html || "",
    messageId: mail.messageId ?? "",
    headers: Object.fromEntries(headers),
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename: filename ?? "",
      contentType,
      content,
    })),
    raw: raw.toString("utf8"),
  };
}
