import type { Database } from "../../src/db/database.js";

/** Every row that belongs to an organization, by table. */
export async function dump({ pool }: Database, organizationId: string): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organizationId' ORDER BY 1`,
  );
  const all: Record<string, unknown[]> = {};
  for (const { name, key } of [
    ...tables.map(({ name }) => ({ name, key: "organizationId" })),
    { name: "Organization", key: "id" },
  ]) {
    const { rows } = await pool.query(
      `SELECT to_jsonb(t) AS row FROM "${name}" t WHERE "${key}" = $1 ORDER BY to_jsonb(t)::text`,
      [organizationId],
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}
