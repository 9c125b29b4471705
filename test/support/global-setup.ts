import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { removeEmbedded, startEmbedded } from "../../src/db/embedded.js";
import { migrate } from "../../src/db/migrate.js";
import { openQueues } from "../../src/jobs/queue.js";
import { startRedis } from "./redis.js";

/** The database that every test file's own is cloned from. */
export const TEMPLATE = "enfoque_template";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    appUrl: string;
    redisUrl: string | null;
    chromium: string | null;
  }
}

const tools = [
  { name: "redis-server", binaries: ["redis-server"], install: "apt-get install -y redis-server" },
  {
    name: "Chromium",
    binaries: ["chromium", "chromium-browser", "google-chrome"],
    install: "apt-get install -y chromium",
  },
];

/** Starts what the whole run shares: one database server with a template, and a Redis server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [redisServer, chromium] = tools.map((tool) => find(tool));
  const dataDir = mkdtempSync(join(tmpdir(), "enfoque-tests-"));
  const server = await startEmbedded({ dataDir, durable: false });
  await migrate(server.url);
  const queues = await openQueues({ databaseUrl: server.url, onError: () => undefined });
  await queues.close();
  await rename(server.adminUrl);
  const redis = redisServer ? await startRedis(redisServer) : undefined;

  project.provide("adminUrl", server.adminUrl);
  project.provide("appUrl", server.url);
  project.provide("redisUrl", redis?.url ?? null);
  project.provide("chromium", chromium ?? null);
  return async () => {
    await redis?.stop();
    await server.stop();
    await removeEmbedded(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
}

function find({ name, binaries, install }: (typeof tools)[number]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = binaries
    .flatMap((binary) => folders.map((folder) => join(folder, binary)))
    .find((file) => existsSync(file));
  if (found) return found;
  const words = `${name} is not installed: its tests are skipped. Install it with: ${install}`;
  if (process.env.CI === "true") throw new Error(words);
  console.warn(`\n${words}\n`);
  return undefined;
}

async function rename(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`ALTER DATABASE enfoque RENAME TO ${TEMPLATE}`);
  await client.end();
}
