import type pg from "pg";
import {
  type End,
  type Footer,
  type Header,
  type Heading,
  readArchive,
  writeArchive,
} from "./backup/archive.js";
import { fill } from "./backup/fill.js";
import { inTransaction, readRows } from "./backup/rows.js";
import { readMigrations, readSequences, readTables } from "./backup/tables.js";

export type Progress = { onProgress?: (table: string, rows: number) => void };
export type Totals = { tables: number; rows: number };

/**
 * Writes all tables of the database to one file, as they are at one moment, while the service runs or not.
 * The file depends neither on the version of PostgreSQL nor on where it runs.
 */
export async function backup(url: string, file: string, options: Progress = {}): Promise<Totals> {
  const totals = { tables: 0, rows: 0 };
  try {
    await inTransaction(url, "begin isolation level repeatable read read only", async (client) => {
      await writeArchive(file, contents(client, totals, options));
    });
  } catch (error) {
    throw new Error(`No backup was made: ${(error as Error).message}`, { cause: error });
  }
  return totals;
}

async function* contents(
  client: pg.Client,
  totals: Totals,
  { onProgress }: Progress,
): AsyncGenerator<string> {
  const line = <T>(value: T) => `${JSON.stringify(value)}\n`;
  const groups = await readTables(client);
  yield line<Header>({
    application: "enfoque",
    format: 1,
    createdAt: new Date().toISOString(),
    migrations: await readMigrations(client),
    groups: groups.map((tables) => tables.map(({ name }) => name)),
  });
  for (const table of groups.flat()) {
    yield line<Heading>({ table: table.name, columns: table.columns.map(({ name }) => name) });
    const batches = readRows(client, table);
    let batch = await batches.next();
    for (let rows = 0; !batch.done; batch = await batches.next()) {
      yield `${batch.value.join("\n")}\n`;
      rows += batch.value.length;
      onProgress?.(table.name, rows);
    }
    yield line<Footer>({ footer: table.name, ...batch.value });
    totals.tables += 1;
    totals.rows += batch.value.rows;
  }
  yield line<End>({ ...totals, sequences: await readSequences(client) });
}

/** Fills an empty, migrated database from a backup, in one transaction, and checks every row that came in. */
export async function restore(url: string, file: string, options: Progress = {}): Promise<Totals> {
  const { onProgress = () => {} } = options;
  try {
    return await inTransaction(url, "begin", (client) =>
      readArchive(file, (lines) => fill(client, lines, onProgress)),
    );
  } catch (error) {
    throw new Error(`Nothing was restored: ${(error as Error).message}`, { cause: error });
  }
}
