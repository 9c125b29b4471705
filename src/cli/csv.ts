import { pipeline, Readable } from "node:stream";
import { CsvError, type Options, parse } from "csv-parse";
import { nameKey } from "../domain/customers/name-key.js";
import {
  FileFault,
  type ImportRow,
  type ImportRows,
  type Rejected,
  type RejectReason,
  rejectColumns,
} from "../domain/imports/rows.js";
import { LONGEST_ROW, lineBreaksIn, lookAhead, slices, utf8Lines } from "./csv-text.js";

/** The columns that must be there, each under one of several headers. */
export type RequiredColumns = readonly (readonly string[])[];

/** A table whose header has been read; its rows come as they are read. */
export type CsvFile = { columns: string[]; delimiter: string; rows: ImportRows };

type Numbered = { line: number; cells: string[] };

/**
 * Reads a CSV file as it streams by: UTF-8 with or without a BOM, separated by commas, semicolons or tabs.
 * A row's line is the one it starts on. Empty lines are passed over; a row of the wrong width is rejected.
 * Throws a FileFault where the file cannot be read on; a fault further down comes from `rows`.
 */
export async function readCsv(
  source: AsyncIterable<Uint8Array> | Uint8Array,
  { required }: { required: RequiredColumns },
): Promise<CsvFile> {
  const lines = utf8Lines(source instanceof Uint8Array ? slices(source) : source);
  const { delimiter, blocks } = await lookAhead(lines);
  const records = numbered(Readable.from(blocks), delimiter);
  const header = await records.next();
  if (header.done) throw new FileFault("no_rows");
  // The two columns that a file of rejects has of ours are passed over, so that it can be imported once mended.
  const ours = rejectColumns.every((name, index) => header.value.cells[index]?.trim() === name);
  const skip = ours ? rejectColumns.length : 0;
  const columns = header.value.cells.slice(skip).map((name) => name.trim());
  const keys = columns.map(nameKey);
  try {
    requireColumns(columns, keys, required);
  } catch (fault) {
    await records.return();
    throw fault;
  }
  return { columns, delimiter, rows: rowsOf(records, keys, skip) };
}

async function* numbered(bytes: Readable, delimiter: string): AsyncGenerator<Numbered, void> {
  let line = 1;
  const options: Options<Numbered, string[]> = {
    bom: true,
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
    // Counted here, record by record: the parser's own count takes a CRLF inside quotes for two lines.
    on_record: (cells: string[]): Numbered | null => {
      const record = { line, cells };
      line += 1 + lineBreaksIn(cells);
      return cells.every((cell) => cell.trim() === "") ? null : record;
    },
  };
  // The library's types know no record but a list of text.
  const parser = parse(options as unknown as Options);
  // The loop hears of errors; nothing is left to do here.
  pipeline(bytes, parser, () => {});
  try {
    yield* parser as AsyncIterable<Numbered>;
  } catch (error) {
    throw error instanceof CsvError ? faultOf(error, line) : error;
  }
}

function faultOf(error: CsvError, line: number): FileFault {
  const at = { line: String(line) };
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return new FileFault("quote_not_closed", at);
  if (error.code === "CSV_MAX_RECORD_SIZE") return new FileFault("row_too_long", at);
  return new FileFault("quote_misplaced", at);
}

function requireColumns(columns: string[], keys: string[], required: RequiredColumns): void {
  const repeated = keys.find((key, index) => key !== "" && keys.indexOf(key) !== index);
  if (repeated !== undefined) throw new FileFault("column_repeated", { column: repeated });
  const missing = required.filter((names) => !names.some((name) => keys.includes(nameKey(name))));
  if (missing.length === 0) return;
  const found = columns.filter((name) => name !== "").join(", ");
  throw new FileFault("columns_missing", {
    missing: missing.map((names) => `“${names[0] ?? ""}”`).join(", "),
    found,
  });
}

async function* rowsOf(
  records: AsyncGenerator<Numbered, void>,
  keys: string[],
  skip: number,
): ImportRowsGenerator {
  let any = false;
  for await (const record of records) {
    any = true;
    const { line } = record;
    const cells = record.cells.slice(skip);
    if (cells.length !== keys.length) {
      const reason: RejectReason = cells.length < keys.length ? "too_few_columns" : "too_many_columns";
      yield { line, reason, params: { found: String(cells.length), expected: String(keys.length) }, cells };
    } else if (cells.some((cell) => cell.includes("\0"))) {
      yield { line, reason: "unreadable_character", params: {}, cells };
    } else {
      const fields: Record<string, string> = Object.create(null);
      keys.forEach((key, index) => {
        if (key !== "") fields[key] = cells[index] ?? "";
      });
      yield { line, fields, cells };
    }
  }
  if (!any) throw new FileFault("no_rows");
}

type ImportRowsGenerator = AsyncGenerator<ImportRow | Rejected, void>;
