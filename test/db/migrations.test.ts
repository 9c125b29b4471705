import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import pg from "pg";
import { afterEach, expect, inject, test } from "vitest";
import { migrate } from "../../src/db/migrate.js";

type SchemaEngine = { sqlFromDatabaseTo(url: string, schema: string): Promise<string> };

const engine = new URL("../../scripts/schema-engine.mjs", import.meta.url).href;
const made: string[] = [];

afterEach(async () => {
  for (const name of made.splice(0)) await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
});

test("the migrations lead to exactly what prisma/schema.prisma describes", async () => {
  const url = await emptyDatabase();
  await migrate(url);
  const { sqlFromDatabaseTo } = (await import(engine)) as SchemaEngine;
  const schema = await readFile("prisma/schema.prisma", "utf8");
  expect(await sqlFromDatabaseTo(url, schema)).toBe("");
  // The comparison sees a difference where there is one.
  await query(url, `ALTER TABLE "Customer" DROP COLUMN "country"`);
  expect(await sqlFromDatabaseTo(url, schema)).toContain('ADD COLUMN     "country" TEXT');
});

test("migrating a second time applies nothing", async () => {
  const url = await emptyDatabase();
  expect(await migrate(url)).toContain("20261123000000_init");
  expect(await migrate(url)).toEqual([]);
});

test("two processes that start at once apply each migration once", async () => {
  const url = await emptyDatabase();
  const [first = [], second = []] = await Promise.all([migrate(url), migrate(url)]);
  expect([first.length, second.length].sort()).toEqual([0, Math.max(first.length, second.length)]);
  const { rows } = await query(
    url,
    "SELECT migration_name, count(*)::int FROM _prisma_migrations GROUP BY 1",
  );
  expect(rows.every(({ count }) => count === 1)).toBe(true);
});

test("a migration that was edited after it was applied is refused, and nothing is changed", async () => {
  const url = await emptyDatabase();
  await migrate(url);
  await query(url, `UPDATE _prisma_migrations SET checksum = repeat('0', 64)`);
  await expect(migrate(url)).rejects.toMatchObject({
    name: "MigrationError",
    message: expect.stringMatching(/applied with another content. Nothing was changed/),
  });
});

test("a migration that another tool began and never finished is refused", async () => {
  const url = await emptyDatabase();
  await migrate(url);
  await query(url, "UPDATE _prisma_migrations SET finished_at = NULL");
  await expect(migrate(url)).rejects.toThrow(/never finished.*prisma migrate resolve/);
});

test("a migration that fails leaves the database as it was, and says which one it was", async () => {
  const url = await emptyDatabase();
  // In the way of the migration's last table but one.
  await query(url, `CREATE TABLE "WorkspacePost" (mine TEXT)`);
  await expect(migrate(url)).rejects.toThrow(
    /20261123000000_init could not be applied .*"WorkspacePost" already exists/,
  );
  const { rows } = await query(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  expect(rows.map(({ tablename }) => tablename)).toEqual(["WorkspacePost", "_prisma_migrations"]);
});

/** A database with nothing in it that belongs to the service's own role, gone after the test. */
async function emptyDatabase(): Promise<string> {
  const name = `migrations_${randomUUID().replaceAll("-", "")}`;
  await asAdmin(`CREATE DATABASE ${name} OWNER enfoque`);
  made.push(name);
  const url = new URL(inject("appUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin(sql: string): Promise<void> {
  const url = new URL(inject("adminUrl"));
  url.pathname = "/postgres";
  await query(url.href, sql);
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
