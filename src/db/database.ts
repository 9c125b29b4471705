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
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
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
