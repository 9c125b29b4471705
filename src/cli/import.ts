import { requiredCustomerColumns } from "../domain/imports/customer-row.js";
import { importCustomers } from "../domain/imports/import-customers.js";
import { importResponses } from "../domain/imports/import-responses.js";
import { requiredResponseColumns, responsesImport } from "../domain/imports/response-row.js";
import { type ExitCode, fail, type ImportDeps, importFile } from "./import-file.js";

/** Imports customers and their contacts from a CSV file. */
export function importCustomersFile(deps: ImportDeps, file: string): Promise<ExitCode> {
  return importFile(deps, file, requiredCustomerColumns, async (rows, onReject) => {
    const { customers, contacts, unchanged, rejected } = await importCustomers(deps.ctx, rows, onReject);
    const sentence = deps.t.cli.customersImported(customers, contacts, unchanged);
    return { taken: customers + contacts + unchanged, rejected, sentence };
  });
}

/** Imports answers from a CSV file into a survey; `options` is a `ResponsesImport` as it was typed. */
export async function importResponsesFile(
  deps: ImportDeps,
  file: string,
  options: unknown,
): Promise<ExitCode> {
  const parsed = responsesImport.safeParse(options);
  if (!parsed.success) return fail(deps, deps.t.cli.optionWrong(String(parsed.error.issues[0]?.path.at(-1))));
  const input = parsed.data;
  return importFile(deps, file, requiredResponseColumns(input), async (rows, onReject) => {
    const done = await importResponses(deps.ctx, input, rows, onReject);
    const sentence = deps.t.cli.responsesImported(
      input.survey,
      done.imported,
      done.alreadyThere,
      done.customersAdded,
    );
    return { taken: done.imported + done.alreadyThere, rejected: done.rejected, sentence };
  });
}
