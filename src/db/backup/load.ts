import pg from "pg";
import { quoted, type Table } from "./tables.js";

const ROWS_AT_ONCE = 1_000;
const CHARACTERS_AT_ONCE = 1_000_000;

export type Loader = {
  /** Takes one row of a table. */
  add(table: Table, line: string): Promise<void>;
  /** Puts everything taken so far into its tables. */
  insert(tables: Table[]): Promise<void>;
};

/** Prepares to fill tables by way of a temporary one. */
export async function openLoader(client: pg.Client): Promise<Loader> {
  await client.query("create temporary table restored_lines (relation text, line jsonb) on commit drop");
  let batch: string[] = [];
  let characters = 0;
  let current: Table | undefined;

  async function flush(): Promise<void> {
    if (!current || batch.length === 0) return;
    const values = [current.name, `[${batch.join(",")}]`];
    await client.query("insert into restored_lines select $1::text, jsonb_array_elements($2::jsonb)", values);
    batch = [];
    characters = 0;
  }

  return {
    async add(table, line) {
      if (table !== current || batch.length === ROWS_AT_ONCE || characters > CHARACTERS_AT_ONCE)
        await flush();
      current = table;
      batch.push(line);
      characters += line.length;
    },
    async insert(tables) {
      await flush();
      // Foreign keys are checked when a statement ends: one statement for all is what lets rows refer to
      // later rows of their own table, and tables to each other.
      const inserts = tables.map((table, index) => `filled_${index} as (${insertInto(table)})`);
      await client.query(`with ${inserts.join(", ")} select`);
      await client.query("truncate restored_lines");
    },
  };
}

function insertInto(table: Table): string {
  const names = table.columns.map(({ name }) => pg.escapeIdentifier(name));
  const values = table.columns.map(({ type }, index) => `(line->>${index})::${type}`);
  // Identity columns keep the numbers they had.
  return `insert into ${quoted(table)} (${names.join(", ")}) overriding system value
    select ${values.join(", ")} from restored_lines where relation = ${pg.escapeLiteral(table.name)}`;
}
