import type { Context } from "../domain/context.js";
import { requiredCustomerColumns } from "../domain/imports/customer-row.js";
import { importCustomers } from "../domain/imports/import-customers.js";
import type { Catalogue } from "../i18n/catalogue.js";
import { readCsv } from "./csv.js";

/** Imports an uploaded list of customers; each rejected row comes back with its line and reason in words. */
export async function importUploaded(ctx: Context, bytes: Uint8Array, t: Catalogue) {
  // Read to its end before anything is written, so that a list that is broken halfway is not half imported.
  const whole = await readCsv(bytes, { required: requiredCustomerColumns });
  for await (const _ of whole.rows);
  const rejected: { line: number; reason: string }[] = [];
  const csv = await readCsv(bytes, { required: requiredCustomerColumns });
  const { customers, contacts, unchanged } = await importCustomers(
    ctx,
    csv.rows,
    ({ line, reason, params }) => {
      rejected.push({ line, reason: t.upload.reasons[reason](params) });
    },
  );
  return { added: customers, contacts, unchanged, rejected };
}
