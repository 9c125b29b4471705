import type { Context } from "../domain/context.js";
import { requiredCustomerColumns } from "../domain/imports/customer-row.js";
import { importAudience, requiredAudienceColumns } from "../domain/imports/import-audience.js";
import { importCustomers } from "../domain/imports/import-customers.js";
import type { ImportRows, Rejected } from "../domain/imports/rows.js";
import type { Catalogue } from "../i18n/catalogue.js";
import { type RequiredColumns, readCsv } from "./csv.js";

type RejectedLine = { line: number; reason: string };

/** Imports an uploaded list of customers; each rejected row comes back with its line and reason in words. */
export async function importUploaded(ctx: Context, bytes: Uint8Array, t: Catalogue) {
  const { rejected, onReject } = collecting(t);
  const rows = await wholeRows(bytes, requiredCustomerColumns);
  const { customers, contacts, unchanged } = await importCustomers(ctx, rows, onReject);
  return { added: customers, contacts, unchanged, rejected };
}

/** Imports the uploaded list of the contacts that a survey asks, in the same way. */
export async function importUploadedAudience(
  ctx: Context,
  surveyId: string,
  bytes: Uint8Array,
  t: Catalogue,
) {
  const { rejected, onReject } = collecting(t);
  const rows = await wholeRows(bytes, requiredAudienceColumns);
  const { listed } = await importAudience(ctx, surveyId, rows, onReject);
  return { listed, rejected };
}

/** The rows of a list that was read to its end once, so that one that is broken halfway is not half imported. */
async function wholeRows(bytes: Uint8Array, required: RequiredColumns): Promise<ImportRows> {
  const whole = await readCsv(bytes, { required });
  for await (const _ of whole.rows);
  return (await readCsv(bytes, { required })).rows;
}

function collecting(t: Catalogue) {
  const rejected: RejectedLine[] = [];
  const onReject = ({ line, reason, params }: Rejected) => {
    rejected.push({ line, reason: t.upload.reasons[reason](params) });
  };
  return { rejected, onReject };
}
