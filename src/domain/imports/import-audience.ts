import { z } from "zod";
import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import { addressKey } from "../suppression/address-key.js";
import type { SuppressionReason } from "../suppression/store.js";
import { changeSurvey } from "../surveys/change-survey.js";
import {
  type ImportRow,
  type ImportRows,
  inBatches,
  isRejected,
  type Rejected,
  type RejectReason,
  type RejectSink,
  reject,
} from "./rows.js";

const BATCH = 500;
const emailColumns = ["email", "e-mail", "mail", "correo", "correo electronico"];
const email = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** The column without which a list of addresses cannot be read. */
export const requiredAudienceColumns = [emailColumns];

const suppressedFor: Record<SuppressionReason, RejectReason> = {
  opted_out: "opted_out",
  hard_bounce: "bounced",
  soft_bounce: "mail_paused",
};

/** How many contacts the survey asks from now on, and how many rows were left out. */
export type AudienceImported = { listed: number; rejected: number };

/**
 * Makes the contacts of a list the ones a survey asks, in place of an earlier list. Nobody is added who is not a contact,
 * and nobody who does not want mail. Where no row is taken, nothing is changed.
 */
export async function importAudience(
  ctx: Context,
  surveyId: string,
  rows: ImportRows,
  onReject: RejectSink = () => {},
): Promise<AudienceImported> {
  requireRole(ctx.actor, "manager");
  const survey = await ctx.store.surveys.byId(surveyId);
  if (!survey) throw new DomainError("survey_not_found");
  const lines = new Map<string, number>();
  const contactIds: string[] = [];
  let rejected = 0;
  for await (const batch of inBatches(rows, BATCH)) {
    for (const outcome of await readBatch(ctx, batch, lines)) {
      if (typeof outcome === "string") {
        contactIds.push(outcome);
        continue;
      }
      rejected += 1;
      await onReject(outcome);
    }
  }
  if (contactIds.length === 0) return { listed: 0, rejected };
  await ctx.store.transaction(async (tx) => {
    await tx.surveys.setListed(surveyId, contactIds);
    const audience = { ...survey.method.audience, listed: true };
    await changeSurvey({ ...ctx, store: tx }, { name: survey.name, change: { audience } });
    const after = { listed: contactIds.length, rejected };
    await tx.audit.add(ctx.actor, "survey.list_uploaded", surveyId, { after });
  });
  return { listed: contactIds.length, rejected };
}

/** Each row's contact, or why it was left out, in the order of the rows. */
async function readBatch(
  ctx: Context,
  batch: (ImportRow | Rejected)[],
  lines: Map<string, number>,
): Promise<(string | Rejected)[]> {
  const read = batch.map((row) => (isRejected(row) ? row : readAddress(row, lines)));
  const addresses = read.flatMap((one) => (isRejected(one) ? [] : one.address));
  const contacts = await ctx.store.customers.contactsByEmail(addresses);
  const byAddress = new Map(contacts.map((contact) => [contact.email.toLowerCase(), contact.id]));
  const keys = addresses.map((address) => addressKey(ctx.secret, address));
  const suppressed = await ctx.store.suppressions.among(keys, ctx.now());
  return read.map((one) => {
    if (isRejected(one)) return one;
    const { row, address: value } = one;
    const reason = suppressed.get(addressKey(ctx.secret, value).toString("hex"));
    if (reason) return reject(row, suppressedFor[reason], { value });
    return byAddress.get(value) ?? reject(row, "contact_unknown", { value });
  });
}

function readAddress(
  row: ImportRow,
  lines: Map<string, number>,
): { row: ImportRow; address: string } | Rejected {
  const value = emailColumns.map((column) => row.fields[column]?.trim()).find(Boolean);
  if (!value) return reject(row, "address_missing");
  const parsed = email.safeParse(value);
  if (!parsed.success) return reject(row, "email_invalid", { value });
  const first = lines.get(parsed.data);
  if (first !== undefined) return reject(row, "row_repeated", { value, first: String(first) });
  lines.set(parsed.data, row.line);
  return { row, address: parsed.data };
}
