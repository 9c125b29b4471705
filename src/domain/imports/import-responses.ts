import { type Context, requireRole, type Store } from "../context.js";
import { nameKey } from "../customers/name-key.js";
import { DomainError } from "../errors.js";
import { methodOf } from "../surveys/method.js";
import type { ImportedResponse } from "../surveys/response-store.js";
import type { SurveyRow } from "../surveys/store.js";
import { type ResponseEntry, type ResponsesImport, responseReader } from "./response-row.js";
import { type ImportRows, inBatches, isRejected, type RejectSink } from "./rows.js";

const BATCH = 500;

/** How many answers were new, how many had been imported before, and how many customers they brought. */
export type ResponsesImported = {
  imported: number;
  alreadyThere: number;
  rejected: number;
  customersAdded: number;
};

/**
 * Imports the answers of a table into a survey, each once however often the file is imported.
 * A survey that does not exist is drafted, an unknown account becomes a direct customer; a rejected row creates neither.
 */
export async function importResponses(
  ctx: Context,
  input: ResponsesImport,
  rows: ImportRows,
  onReject: RejectSink = () => {},
): Promise<ResponsesImported> {
  requireRole(ctx.actor, "manager");
  requireSameInstrument(await ctx.store.surveys.byKey(nameKey(input.survey)), input);
  const total: ResponsesImported = { imported: 0, alreadyThere: 0, rejected: 0, customersAdded: 0 };
  const customers = new Map<string, string>();
  const read = responseReader(input, ctx.now());
  let surveyId: string | undefined;

  try {
    for await (const batch of inBatches(rows, BATCH)) {
      const entries: ResponseEntry[] = [];
      for (const row of batch) {
        const entry = isRejected(row) ? row : read(row);
        if (isRejected(entry)) {
          total.rejected += 1;
          await onReject(entry);
        } else entries.push(entry);
      }
      if (entries.length === 0) continue;
      const written = await ctx.store.transaction((tx) => write(tx, ctx, input, entries, customers));
      surveyId = written.surveyId;
      total.imported += written.imported;
      total.alreadyThere += entries.length - written.imported;
      total.customersAdded += written.customersAdded;
    }
  } finally {
    // In the finally, so that a file that breaks off leaves its row as well.
    if (surveyId) await recordRun(ctx, surveyId, total);
  }
  return total;
}

async function write(
  tx: Store,
  ctx: Context,
  input: ResponsesImport,
  entries: ResponseEntry[],
  customers: Map<string, string>,
) {
  const survey = await findOrDraft(tx, ctx, input);
  const customersAdded = await findOrAddAll(tx, ctx, entries, customers);
  const responses = entries.flatMap(({ account, ...answer }): ImportedResponse[] => {
    const customerId = customers.get(nameKey(account));
    return customerId ? [{ id: ctx.newId(), customerId, ...answer }] : [];
  });
  const imported = await tx.surveys.importResponses(survey.id, survey.method.instrumentVersion, responses);
  return { surveyId: survey.id, imported, customersAdded };
}

/** The survey of this name; drafted where there is none, and it stays a draft until somebody launches it. */
async function findOrDraft(tx: Store, ctx: Context, input: ResponsesImport): Promise<SurveyRow> {
  const { survey: name, instrument } = input;
  const existing = await tx.surveys.byKey(nameKey(name));
  if (existing) return requireSameInstrument(existing, input);
  const id = ctx.newId();
  const added = await tx.surveys.add({
    id,
    name,
    nameKey: nameKey(name),
    instrument,
    method: methodOf(instrument, { subject: name.slice(0, 100) }),
    createdById: ctx.actor.kind === "member" ? ctx.actor.memberId : undefined,
  });
  if (added === "added") await tx.audit.add(ctx.actor, "survey.created", id, { after: { name, instrument } });
  const survey = requireSameInstrument(await tx.surveys.byKey(nameKey(name)), input);
  if (!survey) throw new DomainError("survey_not_found", { name });
  return survey;
}

function requireSameInstrument<T extends SurveyRow | undefined>(
  survey: T,
  { instrument }: ResponsesImport,
): T {
  if (survey && survey.instrument !== instrument)
    throw new DomainError("survey_instrument_differs", { name: survey.name, instrument: survey.instrument });
  return survey;
}

/** Looks up the customers of these accounts into `customers`, adding those that are not known as direct customers. */
async function findOrAddAll(
  tx: Store,
  ctx: Context,
  entries: ResponseEntry[],
  customers: Map<string, string>,
): Promise<number> {
  const accounts = new Map(entries.map(({ account }) => [nameKey(account), account]));
  const unknown = [...accounts].filter(([key]) => !customers.has(key));
  let added = 0;
  // In one order everywhere, so that two imports at once never wait for each other in a circle.
  for (const [key, name] of unknown.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const id = ctx.newId();
    if ((await tx.customers.add({ id, name, nameKey: key, kind: "direct" })) === "added") {
      await tx.audit.add(ctx.actor, "customer.added", id, { after: { name, kind: "direct" } });
      customers.set(key, id);
      added += 1;
      continue;
    }
    const known = await tx.customers.byKey(key);
    if (!known) throw new Error("a customer whose name is taken could not be read");
    customers.set(key, known.id);
  }
  return added;
}

function recordRun(ctx: Context, surveyId: string, counts: ResponsesImported): Promise<void> {
  return ctx.store.transaction((tx) =>
    tx.audit.add(ctx.actor, "survey.imported", surveyId, { after: { ...counts } }),
  );
}
