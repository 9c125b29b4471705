/** One row of an uploaded table: `fields` by the `nameKey` of its column, `cells` as they stood in the file. */
export type ImportRow = { line: number; fields: Record<string, string>; cells: string[] };

/** Why a row was left out; each is a sentence in the catalogues. */
export type RejectReason =
  | "too_few_columns"
  | "too_many_columns"
  | "unreadable_character"
  | "too_long"
  | "name_missing"
  | "kind_unknown"
  | "email_invalid"
  | "email_missing"
  | "email_elsewhere"
  | "language_unknown"
  | "zone_unknown"
  | "row_repeated"
  | "score_not_whole"
  | "score_out_of_scale"
  | "date_invalid"
  | "date_in_future"
  | "account_missing"
  | "id_missing"
  | "id_repeated"
  | "address_missing"
  | "contact_unknown"
  | "opted_out"
  | "bounced"
  | "mail_paused";

/** A row that was left out, by the line it starts on; `params` fill the sentence of its reason. */
export type Rejected = {
  line: number;
  reason: RejectReason;
  params: Record<string, string>;
  cells: string[];
};

/** Rows as they are read, those that are no rows among them. */
export type ImportRows = AsyncIterable<ImportRow | Rejected>;

/** Where rejected rows go one by one, in the order of the file; nothing holds them all. */
export type RejectSink = (rejected: Rejected) => void | Promise<void>;

/** What is wrong with a file as a whole; each is a sentence in the catalogues. */
export type FaultReason =
  | "no_rows"
  | "columns_missing"
  | "column_repeated"
  | "not_utf8"
  | "quote_not_closed"
  | "quote_misplaced"
  | "row_too_long";

/** A file that cannot be imported; `params` fill the sentence of its reason. */
export class FileFault extends Error {
  readonly reason: FaultReason;
  readonly params: Record<string, string>;
  constructor(reason: FaultReason, params: Record<string, string> = {}) {
    super(reason);
    this.name = "FileFault";
    this.reason = reason;
    this.params = params;
  }
}

/** The columns that a file of rejects has before its own; a reader passes over them. */
export const rejectColumns = ["enfoque_line", "enfoque_reason"] as const;

/** Turns a row away. */
export function reject(row: ImportRow, reason: RejectReason, params: Record<string, string> = {}): Rejected {
  return { line: row.line, reason, params, cells: row.cells };
}

export function isRejected<T extends object>(row: T | Rejected): row is Rejected {
  return "reason" in row;
}

/** Rows in lists of at most `size`, rejected ones included so that their order is kept. */
export async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
