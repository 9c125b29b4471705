import { createHash } from "node:crypto";
import { z } from "zod";
import { nameKey } from "../customers/name-key.js";
import { definitionOf, type Instrument, inScale, instruments } from "../satisfaction/instruments.js";
import { type ImportRow, type Rejected, reject } from "./rows.js";

const column = z.string().trim().min(1);

/** Into which survey the answers go and which columns hold them. */
export const responsesImport = z.object({
  survey: z.string().trim().min(1).max(100),
  instrument: z.enum(instruments),
  columns: z.object({
    score: column,
    at: column,
    account: column,
    segment: column.optional(),
    id: column.optional(),
    comment: column.optional(),
  }),
});
export type ResponsesImport = z.output<typeof responsesImport>;

/** The columns without which a file of answers cannot be read: all that were named. */
export function requiredResponseColumns({ columns }: ResponsesImport): string[][] {
  return Object.values(columns).flatMap((name) => (name === undefined ? [] : [[name]]));
}

/** One answer of a file; `importKey` is the same whenever the same file is imported. */
export type ResponseEntry = {
  importKey: string;
  account: string;
  score: number;
  answeredAt: Date;
  segment: string | undefined;
  comment: string | undefined;
};

const limits = { account: 200, segment: 100, id: 200, comment: 20_000 } as const;
const DAY_MS = 86_400_000;
const EARLIEST = Date.UTC(1900, 0, 1);

/** Reads the rows of one file in order; holds a number for each row, and each id where there is an id column. */
export function responseReader({ instrument, columns }: ResponsesImport, now: Date) {
  const headers = Object.fromEntries(
    Object.entries(columns).map(([name, header]) => [name, nameKey(header ?? "")]),
  );
  const cell = (row: ImportRow, name: keyof typeof columns) => row.fields[headers[name] ?? ""]?.trim() ?? "";
  const keyOf = columns.id ? idKeys() : occurrenceKeys();

  return (row: ImportRow): ResponseEntry | Rejected => {
    const account = cell(row, "account");
    if (!nameKey(account)) return reject(row, "account_missing");
    const score = readScore(row, cell(row, "score"), instrument);
    if (typeof score !== "number") return score;
    const answeredAt = readDate(row, cell(row, "at"), now);
    if (!(answeredAt instanceof Date)) return answeredAt;
    for (const name of Object.keys(limits) as (keyof typeof limits)[])
      if (cell(row, name).length > limits[name])
        return reject(row, "too_long", { column: columns[name] ?? name });
    const importKey = keyOf(row, cell(row, "id"));
    if (typeof importKey !== "string") return importKey;
    const segment = cell(row, "segment") || undefined;
    return { importKey, account, score, answeredAt, segment, comment: cell(row, "comment") || undefined };
  };
}

function readScore(row: ImportRow, value: string, instrument: Instrument): number | Rejected {
  if (!/^[+-]?\d{1,9}$/.test(value)) return reject(row, "score_not_whole", { value });
  if (inScale(instrument, Number(value))) return Number(value);
  const { min, max } = definitionOf[instrument].scale;
  return reject(row, "score_out_of_scale", { value, min: String(min), max: String(max) });
}

const isoDate = z.iso.date();
const isoMoment = z.iso.datetime({ offset: true, local: true });

/**
 * The moment that an ISO date or date and time means, UTC where it names no offset.
 * A date alone is noon UTC, the same day in every zone from −12 to +11, so that weeks in local time count it rightly.
 */
export function instantOf(value: string): Date | undefined {
  if (isoDate.safeParse(value).success) return new Date(`${value}T12:00:00Z`);
  const moment = value.replace(/^(\S+) (\S+)$/, "$1T$2");
  if (!isoMoment.safeParse(moment).success) return undefined;
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(moment) ? moment : `${moment}Z`);
}

function readDate(row: ImportRow, value: string, now: Date): Date | Rejected {
  const at = instantOf(value);
  if (!at || !(at.getTime() >= EARLIEST)) return reject(row, "date_invalid", { value });
  return at.getTime() > now.getTime() + DAY_MS ? reject(row, "date_in_future", { value }) : at;
}

/** Keys by the file's own ids, each of which may come once. */
function idKeys() {
  const lines = new Map<string, number>();
  return (row: ImportRow, id: string): string | Rejected => {
    if (!id) return reject(row, "id_missing");
    const first = lines.get(id);
    if (first !== undefined) return reject(row, "id_repeated", { value: id, first: String(first) });
    lines.set(id, row.line);
    return `id:${id}`;
  };
}

/** Keys by what a row says, whatever the order of its columns; rows that say the same are told apart by counting. */
function occurrenceKeys() {
  const counts = new Map<number, number>();
  return ({ fields }: ImportRow): string => {
    const said = Object.entries(fields).filter(([, value]) => value.trim() !== "");
    const hash = createHash("sha256")
      .update(JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1))))
      .digest();
    // 48 bits are enough to count by: two rows that share them by chance get other numbers, always the same ones.
    const short = hash.readUIntBE(0, 6);
    const occurrence = (counts.get(short) ?? 0) + 1;
    counts.set(short, occurrence);
    return `row:${hash.toString("hex")}:${occurrence}`;
  };
}
