import type { Config } from "./config.js";
import { openQueues } from "./jobs/queue.js";
import { createTick } from "./jobs/tick.js";
import { createMetrics } from "./web/health.js";
import { type Base, type Overrides, openBase } from "./wiring/base.js";
import { startWeb } from "./wiring/web.js";
import { startWork } from "./wiring/work.js";

export type Service = {
  base: Base;
  /** Where the pages are; undefined for a worker alone. */
  url: string | undefined;
  /** Does what is due now; the service itself does so every few seconds. */
  tick(): Promise<void>;
  /** Stops taking requests and jobs, finishes what is under way and closes every connection. */
  close(): Promise<void>;
};

/** Starts the roles that the settings name. */
export async function startService(config: Config, overrides: Overrides = {}): Promise<Service> {
  const base = await openBase(config, overrides);
  const { log, databaseUrl } = base;
  const queues = await openQueues({
    redisUrl: config.redisUrl,
    databaseUrl,
    onError: (err) => log.warn({ err }, "the queue's connection reports a problem"),
  }).catch(async (error) => {
    await base.close();
    throw error;
  });
  const tick = createTick({
    directory: base.directory,
    contextFor: (id) => base.contextOf(id, { kind: "service" }),
    now: base.now,
    log,
  });
  const metrics = createMetrics(() => base.directory.counts());
  let worker: Awaited<ReturnType<typeof startWork>> | undefined;
  let web: Awaited<ReturnType<typeof startWeb>> | undefined;
  const close = async () => {
    await web?.close();
    await worker?.close();
    await queues.close();
    await base.close();
  };
  try {
    if (config.roles.worker) worker = await startWork(base, queues, tick, metrics, overrides);
    if (config.roles.web) web = await startWeb(base, queues, metrics);
  } catch (error) {
    // Such as a port that is taken: half a service would be worse than none.
    await close();
    throw error;
  }
  return { base, url: web?.url, tick, close };
}
