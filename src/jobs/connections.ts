import { runMigrations } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { within } from "./within.js";

const POSTGRES_POOL = 8;
const GOODBYE_MS = 3_000;

/** What a queue backend is reached by: `work` waits for it, `produce` says at once that it is away. */
export type Connection = { work: unknown; produce: unknown; ping(): Promise<void>; close(): Promise<void> };

/** Connects to Redis. */
export function redisConnection(url: string, onError: (error: Error) => void): Connection {
  // Workers wait for Redis to come back; producers say at once that it is away, so that the outbox keeps its rows.
  const work = new Redis(url, { maxRetriesPerRequest: null });
  const produce = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 3_000,
  });
  for (const each of [work, produce]) each.on("error", onError);
  return {
    work,
    produce,
    async ping() {
      await produce.ping();
    },
    async close() {
      await Promise.all([quit(work), quit(produce)]);
    },
  };
}

async function quit(client: Redis): Promise<void> {
  // A connection that is already gone cannot say goodbye.
  if (client.status !== "ready") return client.disconnect();
  await within(
    client.quit().catch(() => undefined),
    GOODBYE_MS,
  );
  client.disconnect();
}

type Connected = ((error: Error) => void) | ((error: null, client: pg.Client) => void);

/** BullMQ knows an outage by this code alone; after any other failure to connect it would ask again without a pause. */
class QueueClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.Client> | undefined {
    const connecting = super.connect().catch((error: Error) => {
      throw Object.assign(new Error(error.message, { cause: error }), { code: "ECONNREFUSED" });
    });
    if (!callback) return connecting;
    const call = callback as (error: Error | null, client?: pg.Client) => void;
    connecting.then((client) => call(null, client), call);
    return undefined;
  }
}

/** Connects to the PostgreSQL database itself, and brings the tables of its queue up to date. */
export async function postgresConnection(url: string, onError: (error: Error) => void): Promise<Connection> {
  const pool = new pg.Pool({
    connectionString: url,
    Client: QueueClient,
    max: POSTGRES_POOL,
    connectionTimeoutMillis: 5_000,
    options: "-c search_path=bullmq",
  });
  pool.on("error", onError);
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return {
    work: pool,
    produce: pool,
    async ping() {
      await pool.query("SELECT 1");
    },
    close: () => pool.end(),
  };
}
