import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Place } from "./place.js";

const ROLE = "enfoque";

export type Addresses = { url: string; adminUrl: string };
type Passwords = { postgres: string; enfoque: string };

/** Reads the passwords of the two roles, or draws them before there is a database. */
export function passwordsOf(place: Place): Passwords {
  const file = join(place.home, "passwords.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Passwords;
  if (existsSync(place.pgdata))
    throw new Error(
      `The database in ${place.home} is there, but the file with its passwords is not (${file}). ` +
        "Put it back from a copy of that folder, or restore a backup with another DATA_DIR.",
    );
  const draw = () => randomBytes(24).toString("hex");
  const passwords = { postgres: draw(), enfoque: draw() };
  writeFileSync(`${file}.new`, JSON.stringify(passwords), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return passwords;
}

/** Builds the addresses of a server: as the ordinary role, and as the superuser. */
export function addresses(place: Place, socketDir: string): Addresses {
  const passwords = passwordsOf(place);
  const host = encodeURIComponent(socketDir);
  return {
    url: `postgresql://${ROLE}:${passwords.enfoque}@localhost/${ROLE}?host=${host}`,
    adminUrl: `postgresql://postgres:${passwords.postgres}@localhost/postgres?host=${host}`,
  };
}

/** Connects once; returns why that failed, or nothing when the server answers. */
export async function ping(url: string): Promise<Error | undefined> {
  try {
    await withClient(url, (client) => client.query("select 1"));
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Creates the ordinary role and its database where they are missing. */
export async function ensureRole(place: Place, adminUrl: string): Promise<void> {
  const { enfoque } = passwordsOf(place);
  await withClient(adminUrl, async (client) => {
    const role = await client.query("select 1 from pg_roles where rolname = $1", [ROLE]);
    if (role.rowCount === 0)
      await client.query(`create role ${ROLE} login password ${client.escapeLiteral(enfoque)}`);
    const database = await client.query("select 1 from pg_database where datname = $1", [ROLE]);
    if (database.rowCount === 0) await client.query(`create database ${ROLE} owner ${ROLE}`);
  });
}

async function withClient(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}
