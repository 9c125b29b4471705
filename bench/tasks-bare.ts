/** BullMQ alone: jobs are added by 500 while a worker that does nothing takes them. */
import {
  createPostgresBackend,
  createRedisBackend,
  type Queue,
  runMigrations,
  type Worker,
  withBackend,
} from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { CONCURRENCY } from "../src/wiring/work.js";
import { serveWorker } from "./processes.js";
import { BATCH, countdown } from "./tasks-counting.js";

const { DATABASE_URL, REDIS_URL } = process.env;

const counter = countdown();
const { queue } = REDIS_URL ? onRedis(REDIS_URL) : await onPostgres(String(DATABASE_URL));

serveWorker((count) =>
  counter.perSecond(count, async () => {
    for (let from = 0; from < count; from += BATCH) {
      const jobs = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => ({
        name: "deliver",
        data: { number: from + index },
        opts: { removeOnComplete: true, removeOnFail: true },
      }));
      await queue.addBulk(jobs);
    }
  }),
);

async function work(): Promise<void> {
  counter.done();
}

function onRedis(url: string) {
  const connection = () => new Redis(url, { maxRetriesPerRequest: null });
  const bullmq = withBackend(createRedisBackend);
  const options = { connection: connection(), concurrency: CONCURRENCY.redis, prefix: "bare" };
  return opened(
    new bullmq.Queue("bare", { connection: connection(), prefix: "bare" }),
    new bullmq.Worker("bare", work, options),
  );
}

async function onPostgres(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 8, options: "-c search_path=bullmq" });
  const client = await pool.connect();
  await runMigrations(client);
  client.release();
  const bullmq = withBackend(createPostgresBackend);
  // The declared type has no pools, though the code takes them.
  const connection = pool as never;
  const options = { connection, concurrency: CONCURRENCY.postgresql };
  return opened(new bullmq.Queue("bare", { connection }), new bullmq.Worker("bare", work, options));
}

function opened(queue: unknown, worker: unknown) {
  return { queue: queue as Queue, worker: worker as Worker };
}
