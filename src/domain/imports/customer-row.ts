import { commands } from "../commands.js";
import { nameKey } from "../customers/name-key.js";
import type { CustomerKind, Locale, NewContact, NewCustomer } from "../customers/store.js";
import { type ImportRow, isRejected, type Rejected, type RejectReason, reject } from "./rows.js";

/** The columns of a customer file and the headers each may have; case and accents do not matter. */
const customerColumns = {
  name: ["name", "nombre", "customer", "cliente"],
  kind: ["kind", "tipo"],
  segment: ["segment", "segmento"],
  country: ["country", "pais"],
  contactName: ["contact", "contacto"],
  email: ["email", "e-mail", "mail", "correo", "correo electronico"],
  locale: ["language", "idioma"],
  zone: ["zone", "time zone", "zona", "zona horaria"],
} as const;

type Column = keyof typeof customerColumns;
const columns = Object.keys(customerColumns) as Column[];

/** The columns without which a customer file cannot be read. */
export const requiredCustomerColumns = [customerColumns.name];

const kindWords: Record<CustomerKind, string[]> = {
  direct: ["direct", "direct customer", "directo", "directa", "cliente directo"],
  indirect: ["indirect", "indirect customer", "indirecto", "indirecta", "cliente indirecto"],
  interested_party: ["interested party", "interested", "parte interesada", "interesado", "interesada"],
};

const localeWords: Record<Locale, string[]> = {
  en: ["english", "ingles"],
  es: ["spanish", "espanol", "castellano"],
};

const reasonOf: Record<string, RejectReason> = {
  kind: "kind_unknown",
  email: "email_invalid",
  locale: "language_unknown",
  zone: "zone_unknown",
};

/** A row that says something about a customer. */
export type CustomerEntry = {
  row: ImportRow;
  customer: Omit<NewCustomer, "id">;
  contact: Omit<NewContact, "id" | "customerId"> | undefined;
};

/** What a row says, checked like the command “customer add”. */
export function readCustomer(row: ImportRow): CustomerEntry | Rejected {
  const cells = cellsOf(row);
  if (!nameKey(cells.name)) return reject(row, "name_missing");
  if (cells.contactName && !cells.email) return reject(row, "email_missing", { value: cells.contactName });
  const parsed = commands.customerAdd.safeParse({
    ...cells,
    kind: wordFor(kindWords, cells.kind),
    email: cells.email.toLowerCase(),
    locale: wordFor(localeWords, cells.locale.replace("_", "-")),
  });
  if (!parsed.success) {
    const column = String(parsed.error.issues[0]?.path[0]);
    return reject(row, reasonOf[column] ?? "too_long", { column, value: cells[column as Column] ?? "" });
  }
  const { name, kind, segment, country, contactName, email, locale, zone } = parsed.data;
  return {
    row,
    customer: { name, nameKey: nameKey(name), kind, segment, country },
    contact: email ? { name: contactName, email, locale, zone } : undefined,
  };
}

/** Turns away rows that say again what an earlier one has said. Holds a key for each row of the file. */
export function repeats(): (entry: CustomerEntry | Rejected) => CustomerEntry | Rejected {
  const lines = new Map<string, number>();
  return (entry) => {
    if (isRejected(entry)) return entry;
    const key = entry.contact?.email ?? `name:${entry.customer.nameKey}`;
    const first = lines.get(key);
    if (first === undefined) lines.set(key, entry.row.line);
    else
      return reject(entry.row, "row_repeated", {
        value: entry.contact?.email ?? entry.customer.name,
        first: String(first),
      });
    return entry;
  };
}

function cellsOf({ fields }: ImportRow): Record<Column, string> {
  const cell = (column: Column) => {
    for (const header of customerColumns[column]) {
      const value = fields[header]?.trim();
      if (value) return value;
    }
    return "";
  };
  return Object.fromEntries(columns.map((column) => [column, cell(column)])) as Record<Column, string>;
}

/** The value that a word stands for, or the word itself, which the schema then refuses. */
function wordFor(words: Record<string, string[]>, text: string): string {
  const key = nameKey(text).replaceAll("_", " ");
  return Object.keys(words).find((value) => words[value]?.includes(key)) ?? text;
}
