import pg from "pg";

/** A table as the catalogue knows it; `type` is written as in SQL. */
export type Table = { name: string; columns: { name: string; type: string }[]; parents: string[] };
export type Sequence = { name: string; value: string };

const TABLES = `
select c.relname::text as name,
  coalesce((select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attname)
    from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '[]') as columns,
  coalesce((select json_agg(distinct p.relname)
    from pg_constraint k join pg_class p on p.oid = k.confrelid
    where k.conrelid = c.oid and k.contype = 'f' and p.relnamespace = c.relnamespace), '[]') as parents
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and c.relname <> '_prisma_migrations'
order by c.relname collate "C"`;

/** Reads the tables in groups, parents first; a group's tables refer to each other in a circle. */
export async function readTables(client: pg.Client): Promise<Table[][]> {
  const { rows } = await client.query<Table>(TABLES);
  return inOrder(rows);
}

// What a table depends on, itself included, is a larger set for a child than for its parents, and the same set
// for tables that depend on each other.
function inOrder(tables: Table[]): Table[][] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const groups = new Map<string, { depth: number; members: Table[] }>();
  for (const table of tables) {
    const lineage = new Set([table.name]);
    // A set that grows while it is walked is walked to its end.
    for (const name of lineage) for (const parent of byName.get(name)?.parents ?? []) lineage.add(parent);
    const key = JSON.stringify([...lineage].sort());
    const group = groups.get(key) ?? { depth: lineage.size, members: [] };
    group.members.push(table);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.depth - b.depth).map(({ members }) => members);
}

/** Reads the names of the migrations that made this database what it is. */
export async function readMigrations(client: pg.Client): Promise<string[]> {
  const known = await client.query(
    "select 1 from pg_tables where schemaname = 'public' and tablename = '_prisma_migrations'",
  );
  if (known.rowCount === 0) return [];
  const { rows } = await client.query<{ name: string }>(
    `select migration_name as name from public._prisma_migrations
     where finished_at is not null and rolled_back_at is null order by migration_name collate "C"`,
  );
  return rows.map(({ name }) => name);
}

/** Reads how far the sequences have counted. */
export async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select sequencename::text as name, last_value::text as value from pg_sequences
     where schemaname = 'public' and last_value is not null order by sequencename`,
  );
  return rows;
}

/** Writes a table's name so that SQL takes it as it is. */
export function quoted(table: { name: string }): string {
  return `public.${pg.escapeIdentifier(table.name)}`;
}
