import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { type Database, openDatabase } from "../../src/db/database.js";
import { TEMPLATE } from "./global-setup.js";

/** A database of its own, cloned from the migrated template; dropped by `drop`. */
export async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER enfoque`);
  return {
    url: withDatabase(inject("appUrl"), name),
    drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** A database for one test file, gone after its last test. */
export async function testDatabase(): Promise<{ url: string; database: Database }> {
  const { url, drop } = await cloneDatabase();
  const database = openDatabase(url);
  afterAll(async () => {
    await database.close();
    await drop();
  });
  return { url, database };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function asAdmin(sql: string): Promise<void> {
  const admin = new URL(inject("adminUrl"));
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
