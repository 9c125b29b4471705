import { createHash } from "node:crypto";
import pg from "pg";
import { quoted, type Table } from "./tables.js";

const ROWS_AT_ONCE = 500;
const MASK = (1n << 64n) - 1n;

/** Counts rows and sums their hashes: equal for the same rows in whatever order. */
export type Tally = { rows: number; checksum: string };

// Values travel as PostgreSQL's own text, so these must read the same when they are written and read back.
const AS_TEXT = `
set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
set local extra_float_digits = 1; set local bytea_output = 'hex'; set local lc_monetary = 'C';
set local search_path = public; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

/** Runs `work` in one transaction on a connection of its own. */
export async function inTransaction<T>(
  url: string,
  begin: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A connection that breaks fails the query that runs; the event would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(begin);
    // Row-level security would silently leave rows out; like this it is an error.
    await client.query(`${AS_TEXT}; set local row_security = off`);
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    // Ending the connection rolls back what was not committed.
    await client.end().catch(() => {});
  }
}

/** Reads a table row by row, each a JSON array of its columns as text, in batches; returns their tally. */
export async function* readRows(client: pg.Client, table: Table): AsyncGenerator<string[], Tally> {
  const columns = table.columns.map(({ name }) => `${pg.escapeIdentifier(name)}::text`);
  const line = `to_json(array[${columns.join(", ")}]::text[])::text`;
  await client.query(`declare backup_rows no scroll cursor for select ${line} from ${quoted(table)}`);
  const tally = { rows: 0, sum: 0n };
  for (;;) {
    const { rows } = await client.query<[string]>({
      text: `fetch ${ROWS_AT_ONCE} from backup_rows`,
      rowMode: "array",
    });
    if (rows.length === 0) break;
    const lines = rows.map(([text]) => text);
    for (const text of lines) tally.sum = (tally.sum + hash(text)) & MASK;
    tally.rows += lines.length;
    yield lines;
  }
  await client.query("close backup_rows");
  return { rows: tally.rows, checksum: tally.sum.toString(16).padStart(16, "0") };
}

function hash(text: string): bigint {
  return createHash("sha256").update(text).digest().readBigUInt64BE();
}
