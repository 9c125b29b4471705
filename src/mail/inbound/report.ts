import type { ParsedMail } from "mailparser";
import type { DeliveryReport } from "../../domain/inbound/mail.js";
import { type Fields, fieldsOf, firstOf, messageIdsIn } from "./fields.js";

/** A delivery report with the Message-IDs that stand in the mail it returns. */
type ReportAbout = DeliveryReport & { about: string[] };

const actions = ["failed", "delayed", "delivered", "relayed", "expanded"] as const;
const returned =
  /^(message\/rfc822|message\/global|text\/rfc822-headers|message\/rfc822-headers|message\/global-headers)$/;

/** Reads a delivery report (RFC 3464): of several recipients the worst that befell one; undefined where a mail is none. */
export function reportIn(mail: ParsedMail, head: Fields): ReportAbout | undefined {
  const isReport = /multipart\/report.*report-type="?delivery-status/.test(firstOf(head, "content-type"));
  const status = mail.attachments.find(({ contentType }) =>
    /^message\/(global-)?delivery-status$/.test(contentType),
  );
  if (!status && !isReport) return undefined;
  const about = mail.attachments
    .filter(({ contentType }) => returned.test(contentType))
    .flatMap(({ content }) => idsOf(content.toString("utf8")));
  const blocks = (status?.content.toString("utf8") ?? "")
    .replaceAll("\r\n", "\n")
    .split(/\n[ \t]*\n/)
    .slice(0, 200);
  const recipients = blocks.flatMap((block) => recipientOf(fieldsOf(block)) ?? []);
  // The returned mail is missing or torn where a server cuts it: its Message-ID may stand in the report itself.
  const named = about.length > 0 ? about : blocks.flatMap((block) => idsOf(block));
  const [worst = { action: "failed", status: "" } as const] = recipients.sort(
    (a, b) => gravity(b) - gravity(a),
  );
  return { ...worst, about: named };
}

function idsOf(headers: string): string[] {
  const fields = fieldsOf(headers);
  return ["message-id", "x-original-message-id", "original-message-id", "references"].flatMap((name) =>
    messageIdsIn(fields.get(name) ?? []),
  );
}

function recipientOf(fields: Fields): DeliveryReport | undefined {
  const said = firstOf(fields, "action").split(/[\s(;]/)[0];
  const action = actions.find((known) => known === said);
  if (!action) return undefined;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(firstOf(fields, "status"))?.[0] ?? "";
  // "5.0.0" says no more than that it failed; what the other server answered may say why.
  const exact = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(firstOf(fields, "diagnostic-code"))?.[0];
  const vague = status === "" || /^[45]\.0\.0$/.test(status);
  return { action, status: vague && exact ? exact : status };
}

function gravity({ action, status }: DeliveryReport): number {
  if (action === "failed") return status.startsWith("4.") ? 2 : 3;
  return action === "delayed" ? 1 : 0;
}
