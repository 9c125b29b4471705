import type pg from "pg";
import type { End, Footer, Header, Heading } from "./archive.js";
import { openLoader } from "./load.js";
import { readRows } from "./rows.js";
import { quoted, readMigrations, readTables, type Table } from "./tables.js";

/** Puts the lines of a backup into empty tables and compares what is there then with what the backup says. */
export async function fill(
  client: pg.Client,
  lines: AsyncIterable<string>,
  onTable: (table: string, rows: number) => void,
): Promise<{ tables: number; rows: number }> {
  const source = lines[Symbol.asyncIterator]();
  const groups = await readTables(client);
  const tables = new Map(groups.flat().map((table) => [table.name, table]));
  await refuseUnfit(client, readHeader((await source.next()).value), groups);

  const loader = await openLoader(client);
  const footers = new Map<string, Footer>();
  let current: Table | undefined;
  for (let line = await source.next(); !line.done; line = await source.next()) {
    if (line.value.startsWith("[")) {
      if (current) await loader.add(current, line.value);
      continue;
    }
    const mark = JSON.parse(line.value) as Heading | Footer | End;
    if ("columns" in mark) {
      current = sameTable(tables, mark);
    } else if ("footer" in mark) {
      footers.set(mark.footer, mark);
      onTable(mark.footer, mark.rows);
      const group = groups.find((members) => members.some(({ name }) => name === mark.footer)) ?? [];
      if (group.every(({ name }) => footers.has(name))) await loader.insert(group);
    } else {
      await verify(client, groups.flat(), footers);
      for (const { name, value } of mark.sequences)
        await client.query("select setval($1::regclass, $2)", [quoted({ name }), value]);
      return { tables: mark.tables, rows: mark.rows };
    }
  }
  throw new Error("the file is cut off. Use another backup.");
}

function readHeader(line: string | undefined): Header {
  const header = JSON.parse(line ?? "{}") as Header;
  if (header.application !== "enfoque") throw new Error("the file is no backup of Enfoque.");
  if (header.format !== 1)
    throw new Error("a later version of Enfoque wrote this backup. Install that version, then restore.");
  return header;
}

async function refuseUnfit(client: pg.Client, header: Header, groups: Table[][]): Promise<void> {
  // Two restores at once would both find the tables empty.
  await client.query("select pg_advisory_xact_lock(72707370)");
  const [theirs, ours] = [header.migrations, await readMigrations(client)];
  const [onlyTheirs, onlyOurs] = [without(theirs, ours), without(ours, theirs)];
  if (onlyTheirs.length > 0)
    throw new Error(
      `the backup knows migrations that this database lacks (${onlyTheirs.join(", ")}). ` +
        "Install the version of Enfoque that wrote it, or a later one, migrate the empty database, then restore.",
    );
  if (onlyOurs.length > 0)
    throw new Error(
      `the backup of ${header.createdAt} is older than this database's migrations (${onlyOurs.join(", ")}). ` +
        "Restore it with the version of Enfoque that wrote it, into an empty database, then update.",
    );
  const names = groups.map((tables) => tables.map(({ name }) => name));
  if (JSON.stringify(header.groups) !== JSON.stringify(names))
    throw new Error(
      "the tables of this database are not those of the backup, although their migrations are equal.",
    );
  for (const table of groups.flat()) {
    const { rowCount } = await client.query(`select from ${quoted(table)} limit 1`);
    if (rowCount)
      throw new Error(
        `the database holds data already (table ${table.name}). Restore into an empty one: set DATA_DIR to a new ` +
          "folder, or DATABASE_URL to a new database, and restore before the service starts there.",
      );
  }
}

function without(names: string[], others: string[]): string[] {
  return names.filter((name) => !others.includes(name));
}

function sameTable(tables: Map<string, Table>, heading: Heading): Table {
  const table = tables.get(heading.table);
  const columns = table?.columns.map(({ name }) => name);
  if (!table || JSON.stringify(columns) !== JSON.stringify(heading.columns))
    throw new Error(`the columns of table ${heading.table} are not those of the backup.`);
  return table;
}

async function verify(client: pg.Client, tables: Table[], footers: Map<string, Footer>): Promise<void> {
  for (const table of tables) {
    const batches = readRows(client, table);
    let batch = await batches.next();
    while (!batch.done) batch = await batches.next();
    const expected = footers.get(table.name);
    if (batch.value.rows === expected?.rows && batch.value.checksum === expected.checksum) continue;
    throw new Error(
      `table ${table.name} came out with ${batch.value.rows} rows instead of ${expected?.rows}, or with other ` +
        "contents. Either the file is damaged, or something else wrote to the database meanwhile: stop the service.",
    );
  }
}
