import { Redis } from "ioredis";
import { pino } from "pino";
import { createDirectory } from "../../src/db/directory.js";
import { deliveryLedger } from "../../src/db/ledger.js";
import type { SendMail } from "../../src/domain/deliveries/send.js";
import { createBreakers } from "../../src/jobs/breakers.js";
import { openQueues } from "../../src/jobs/queue.js";
import { startRelay } from "../../src/jobs/relay.js";
import { createTick } from "../../src/jobs/tick.js";
import { startWorkers } from "../../src/jobs/worker.js";
import { cloneDatabase } from "../support/database.js";
import { eventually } from "../support/eventually.js";
import { startProxy } from "../support/proxy.js";
import type { RedisServer } from "../support/redis.js";
import { launchedWave } from "../support/wave.js";

export type Row = {
  id: string;
  email: string;
  status: "pending" | "sending" | "sent" | "failed" | "withdrawn";
  reason: string | null;
  unknownOutcomes: number;
  sentRevision: number;
};
type Task = { id: string; relayedAt: Date | null; failedAt: Date | null; reason: string | null };

/** What becomes of a mail; `attempt` counts from 1 for each address. */
export type Answer = (mail: { email: string; attempt: number; deliveryId: string }) => Promise<unknown>;

export type Jobs = Awaited<ReturnType<typeof startJobs>>;

let opened = 0;

/**
 * Relay, queue and workers on a database of their own with a launched wave, and a mail transport that answers as told.
 * Without a Redis server the tasks wait in PostgreSQL.
 */
export async function startJobs({
  redis,
  contacts = 1,
  answer = async () => ({}),
}: {
  redis: RedisServer | undefined;
  contacts?: number;
  answer?: Answer;
}) {
  const { url, drop } = await cloneDatabase();
  const wave = await launchedWave(url, contacts);
  const { database, clock } = wave;
  const redisUrl = redis && `${redis.url}/${opened++ % 16}`;
  const directory = createDirectory(database);
  const attempts = new Map<string, number>();
  const sent: string[] = [];
  const logged: string[] = [];
  const closers: (() => Promise<unknown>)[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
  const now = () => clock.now;
  const breakers = createBreakers();

  const mail: SendMail = async ({ deliveryId, message }) => {
    const { email } = message.content;
    const attempt = (attempts.get(email) ?? 0) + 1;
    attempts.set(email, attempt);
    const result = await answer({ email, attempt, deliveryId });
    sent.push(email);
    return result;
  };
  const open = (way = redisUrl ?? url) =>
    openQueues({
      ...(redisUrl ? { redisUrl: way, databaseUrl: url } : { databaseUrl: way }),
      onError: () => undefined,
    });

  return {
    ...wave,
    directory,
    redisUrl,
    /** Who was sent a mail, in order. */
    sent,
    /** How often each address was tried. */
    attempts,
    logged,
    breakers,
    /** Hands promised tasks over, as a process does that has no worker. */
    async relay() {
      const queues = await open();
      const relay = startRelay({ directory, queues, now, log });
      const close = once(async () => {
        await relay.stop();
        await queues.close();
      });
      closers.push(close);
      return { close };
    },
    /** Works, as another process would; `tickMs` also does what is due. `cutOff` takes the queue away from it alone. */
    async work({ lockMs = 20_000, tickMs = undefined as number | undefined } = {}) {
      const proxy = await startProxy(redisUrl ?? url);
      const queues = await open(proxy.url);
      const tick = createTick({ directory, contextFor: () => wave.service, now, log });
      const workers = startWorkers({
        queues,
        directory,
        ledger: deliveryLedger(database.marks),
        senders: { mail },
        breakers,
        contextFor: () => wave.service,
        tick,
        concurrency: { deliver: 16, work: 4 },
        lockMs,
        now,
        log,
        observe: () => undefined,
      });
      if (tickMs) queues.scheduleTick({ everyMs: tickMs });
      const close = once(async () => {
        proxy.mend();
        await workers.close();
        await queues.close();
        await proxy.close();
      });
      closers.push(close);
      return { close, cutOff: proxy.cut };
    },
    async deliveries(): Promise<Row[]> {
      const { rows } = await database.pool.query<Row>(
        `SELECT d.*, k.email FROM "Delivery" d JOIN "Contact" k ON k.id = d."contactId" ORDER BY k.email`,
      );
      return rows;
    },
    async tasks(): Promise<Task[]> {
      return (await database.pool.query<Task>(`SELECT * FROM "OutboxTask" ORDER BY "createdAt"`)).rows;
    },
    /** Waits until every promised task has ended. */
    settled: (timeoutMs = 30_000) =>
      eventually(async () => (await directory.counts()).promisedTasks === 0, { timeoutMs }),
    /** How many attempts the queue has counted for a task; undefined where it knows no such job. */
    async attemptsMade(taskId: string): Promise<number | undefined> {
      if (redisUrl) {
        return withRedis(redisUrl, async (client) => {
          const key = `enfoque:deliver:${taskId}`;
          return (await client.exists(key)) ? Number((await client.hget(key, "atm")) ?? 0) : undefined;
        });
      }
      const { rows } = await database.pool.query<{ made: number }>(
        "SELECT attempts_made AS made FROM bullmq.job WHERE id = $1",
        [taskId],
      );
      return rows[0]?.made;
    },
    /** The queue forgets everything that it was given. */
    async loseQueue(): Promise<void> {
      if (redisUrl) await withRedis(redisUrl, (client) => client.flushdb());
      else await database.pool.query("DELETE FROM bullmq.job");
      if (!redisUrl) await database.pool.query("DELETE FROM bullmq.scheduler");
    },
    async close() {
      for (const close of closers.reverse()) await close();
      await database.close();
      await drop();
      if (redisUrl) await withRedis(redisUrl, (client) => client.flushdb());
    },
  };
}

async function withRedis<T>(url: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url);
  try {
    return await use(client);
  } finally {
    await client.quit();
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let ran: Promise<void> | undefined;
  return () => {
    ran ??= run();
    return ran;
  };
}

/** Waits longer than most tests do: several of these run at once. */
export const patiently = <T>(fn: () => T | Promise<T>) => eventually(fn, { timeoutMs: 30_000 });

/** A promise that a test resolves. */
export function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}
