import { type Context, requireRole, type Store } from "../context.js";
import { type CustomerEntry, readCustomer, repeats } from "./customer-row.js";
import { type ImportRows, inBatches, isRejected, type Rejected, type RejectSink, reject } from "./rows.js";

const BATCH = 50;

/** How many customers and contacts are new, how many rows said nothing new and how many were left out. */
export type CustomersImported = { customers: number; contacts: number; unchanged: number; rejected: number };

/**
 * Adds the customers and contacts of a table; what is there already stays as it is, so a file can be imported again.
 * A customer's first row decides its kind, segment and country. A rejected row creates nothing.
 */
export async function importCustomers(
  ctx: Context,
  rows: ImportRows,
  onReject: RejectSink = () => {},
): Promise<CustomersImported> {
  requireRole(ctx.actor, "manager");
  const total: CustomersImported = { customers: 0, contacts: 0, unchanged: 0, rejected: 0 };
  const once = repeats();
  for await (const batch of inBatches(rows, BATCH)) {
    const entries = batch.map((row) => (isRejected(row) ? row : once(readCustomer(row))));
    for (const outcome of await writeAll(ctx, entries)) {
      if (isRejected(outcome)) {
        total.rejected += 1;
        await onReject(outcome);
        continue;
      }
      total.customers += outcome.customer ? 1 : 0;
      total.contacts += outcome.contact ? 1 : 0;
      total.unchanged += outcome.customer || outcome.contact ? 0 : 1;
    }
  }
  return total;
}

type Written = { customer: boolean; contact: boolean };

/** Thrown to undo a customer whose contact turned out to be another's. */
class ContactElsewhere extends Error {}

async function writeAll(
  ctx: Context,
  entries: (CustomerEntry | Rejected)[],
): Promise<(Written | Rejected)[]> {
  if (entries.every(isRejected)) return entries;
  try {
    return await ctx.store.transaction(async (tx) => {
      const outcomes: (Written | Rejected)[] = [];
      for (const entry of entries) outcomes.push(isRejected(entry) ? entry : await write(tx, ctx, entry));
      return outcomes;
    });
  } catch (error) {
    if (!(error instanceof ContactElsewhere)) throw error;
    if (entries.length === 1) return entries.map((entry) => (isRejected(entry) ? entry : elsewhere(entry)));
  }
  const outcomes: (Written | Rejected)[] = [];
  for (const entry of entries) outcomes.push(...(await writeAll(ctx, [entry])));
  return outcomes;
}

async function write(tx: Store, ctx: Context, entry: CustomerEntry): Promise<Written | Rejected> {
  const { customer, contact } = entry;
  const id = ctx.newId();
  const isNew = (await tx.customers.add({ id, ...customer })) === "added";
  const customerId = isNew ? id : (await tx.customers.byKey(customer.nameKey))?.id;
  if (!customerId) throw new Error("a customer whose name is taken could not be read");
  if (isNew) {
    const { name, kind, segment, country } = customer;
    await tx.audit.add(ctx.actor, "customer.added", id, { after: { name, kind, segment, country } });
  }
  if (!contact) return { customer: isNew, contact: false };

  const contactId = ctx.newId();
  if ((await tx.customers.addContact({ id: contactId, customerId, ...contact })) === "added") {
    await tx.audit.add(ctx.actor, "contact.added", contactId);
    return { customer: isNew, contact: true };
  }
  if (isNew) throw new ContactElsewhere();
  const theirs = await tx.customers.contacts(customerId);
  if (theirs.some(({ email }) => email.toLowerCase() === contact.email))
    return { customer: false, contact: false };
  return elsewhere(entry);
}

function elsewhere({ row, contact }: CustomerEntry): Rejected {
  return reject(row, "email_elsewhere", { value: contact?.email ?? "" });
}
