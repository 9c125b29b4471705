import { createHash } from "node:crypto";
import { type ParsedMail, type SimpleParserOptions, simpleParser } from "mailparser";
import type { IncomingMail } from "../../domain/inbound/mail.js";
import { isAutomatic } from "./automatic.js";
import { fieldsOf, messageIdsIn } from "./fields.js";
import { reportIn } from "./report.js";

/** The largest mail that is read, in bytes. */
const MAIL_MAX_BYTES = 10 * 1024 * 1024;

const options: SimpleParserOptions = {
  // Reports and the mails inside them stay parts of their own.
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
  skipImageLinks: true,
  skipTextToHtml: true,
  checksumAlgo: false,
  maxHtmlLengthToParse: 1024 * 1024,
  maxHeadSize: 256 * 1024,
  maxChildNodes: 100,
};

/** That a mail cannot be read: too large, or not one. */
export class UnreadableMail extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "UnreadableMail";
  }
}

/** Reads a raw mail (RFC 5322); throws UnreadableMail. */
export async function readMail(raw: Buffer): Promise<IncomingMail> {
  if (raw.length > MAIL_MAX_BYTES) throw new UnreadableMail("larger than 10 MB");
  let mail: ParsedMail;
  try {
    mail = await simpleParser(raw, options);
  } catch (err) {
    throw new UnreadableMail("not a mail", err);
  }
  if (mail.headerLines.length === 0) throw new UnreadableMail("a mail without headers");
  const head = fieldsOf(mail.headerLines.map(({ line }) => line).join("\n"));
  const report = reportIn(mail, head);
  const answered = messageIdsIn([...(head.get("in-reply-to") ?? []), ...(head.get("references") ?? [])]);
  return {
    messageId: (mail.messageId ?? hashOf(raw)).slice(0, 500),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    about: [...(report?.about ?? []), ...answered],
    automatic: isAutomatic(head, mail.subject ?? ""),
    report: report && { action: report.action, status: report.status },
  };
}

function hashOf(raw: Buffer): string {
  return `sha256:${createHash("sha256").update(raw).digest("hex")}`;
}
