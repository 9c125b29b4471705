import type { Backends } from "./backends.js";
import { interleave, type Row, shareRow } from "./measure.js";
import { migrateProduct, startWorker } from "./processes.js";

const ROUNDS = 5;

/**
 * Tasks per second from the promise to the mark, with a send that does nothing: deliveries and their outbox rows
 * are written by the store in transactions of 500, relayed, worked through by the real `deliver` job and marked as
 * sent. Against BullMQ alone on the same backend: `addBulk` by 500 and a worker that does nothing.
 * Left out, as the send is: reading what the message says (the invitation's row) and noting there that it went out.
 */
export async function benchTasks(backends: Backends): Promise<Row[]> {
  return [
    ...(await onBackend(backends, "PostgreSQL", { tasks: 2_500, least: 0.5, settings: {} })),
    ...(await onBackend(backends, "Redis", {
      tasks: 10_000,
      least: 0.4,
      settings: { REDIS_URL: backends.redisUrl },
    })),
  ];
}

type Setup = { tasks: number; least: number; settings: Record<string, string> };

async function onBackend(
  backends: Backends,
  name: string,
  { tasks, least, settings }: Setup,
): Promise<Row[]> {
  const database = (of: string) => backends.newDatabase(`tasks_${of}_${name.toLowerCase()}`);
  const bare = await startWorker("tasks-bare", { ...settings, DATABASE_URL: await database("bare") });
  const ours = { ...settings, DATABASE_URL: await database("product") };
  migrateProduct({ ...ours, APP_SECRET: backends.appSecret });
  const product = await startWorker("tasks-product", ours);
  try {
    const pair = await interleave(ROUNDS, {
      ours: () => product.measure(tasks),
      bare: () => bare.measure(tasks),
    });
    return [shareRow(`tasks, no-op send, ${name}`, pair, "/s", least)];
  } finally {
    await Promise.all([product.stop(), bare.stop()]);
  }
}
