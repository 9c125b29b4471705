import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.js";

/** The connections of one process. */
export type Database = {
  prisma: PrismaClient;
  /** Every commit waits for the disk. */
  pool: pg.Pool;
  /** Commits do not wait for the disk: for marks that a crash may lose because they are made again. */
  marks: pg.Pool;
  close(): Promise<void>;
};

const POOL = 10;
const MARKS_POOL = 4;
/** How long to wait for a free connection: work may queue up for a while. */
const PATIENCE_MS = 5_000;
/** The acknowledgement of a platform's request waits for a mark, and platforms wait three seconds at most. */
const MARKS_PATIENCE_MS = 2_000;

/** Connects to a PostgreSQL server; connections are opened when first used. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: POOL, connectionTimeoutMillis: PATIENCE_MS });
  const marks = new pg.Pool({
    connectionString: url,
    max: MARKS_POOL,
    connectionTimeoutMillis: MARKS_PATIENCE_MS,
    options: "-c synchronous_commit=off",
  });
  // A connection that breaks while idle is replaced when the next one is asked for.
  for (const each of [pool, marks]) each.on("error", () => undefined);
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameFrequent() });
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    pool,
    marks,
    async close() {
      await prisma.$disconnect();
      await Promise.all([marks.end(), pool.ended ? undefined : pool.end()]);
    },
  };
}

/** How often a statement comes before it is worth keeping prepared, and how many are kept on each connection. */
const FREQUENT = 5;
const PREPARED = 200;

/** Names the statements that come again and again, so that each connection parses them once; "" leaves one unnamed. */
function nameFrequent(): (query: { sql: string }) => string {
  const seen = new Map<string, number>();
  return ({ sql }) => {
    const times = seen.get(sql) ?? 0;
    if (times === 0 && seen.size >= PREPARED) return "";
    if (times < FREQUENT) {
      seen.set(sql, times + 1);
      return "";
    }
    return createHash("sha1").update(sql).digest("base64url");
  };
}
