import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { removeEmbedded, startEmbedded, urlFor } from "../src/db/embedded.js";
import { startRedis } from "../test/support/redis.js";

/** What both sides of a comparison use: the same servers, each side with a database of its own. */
export type Backends = {
  /** A new empty database; every commit waits for the disk. */
  newDatabase(name: string): Promise<string>;
  redisUrl: string;
  appSecret: string;
  /** A folder for whatever a bench keeps, removed at the end. */
  folder: string;
  stop(): Promise<void>;
};

/** Starts a durable PostgreSQL server and a Redis server of our own. */
export async function startBackends(): Promise<Backends> {
  const folder = mkdtempSync(join(tmpdir(), "enfoque-bench-"));
  const dataDir = join(folder, "data");
  const server = await startEmbedded({ dataDir, durable: true });
  const redis = await startRedis().catch(async (error) => {
    await server.stop();
    throw error;
  });
  return {
    async newDatabase(name) {
      const admin = new pg.Client({ connectionString: server.adminUrl });
      await admin.connect();
      await admin.query(`CREATE DATABASE ${name} OWNER enfoque`);
      await admin.end();
      return urlFor(server, name);
    },
    redisUrl: redis.url,
    appSecret: randomBytes(32).toString("base64"),
    folder,
    async stop() {
      await redis.stop();
      await server.stop();
      removeEmbedded(dataDir);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
