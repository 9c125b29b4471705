import type { Logger } from "pino";
import type { Directory } from "../domain/directory.js";
import { type TaskName, tasks } from "../domain/tasks.js";
import { jobs } from "./jobs.js";
import { type NewJob, type QueueName, type Queues, queueNames } from "./queue.js";

const BATCH = 500;
const POLL_MS = 500;
const AFTER_FAILURE_MS = 1_000;

/** Hands promised tasks over to the queue: at once when woken, and by looking now and then. */
export type Relay = { wake(): void; stop(): Promise<void> };

/** Starts the relay of this process; any number of processes may run one on the same database. */
export function startRelay({
  directory,
  queues,
  now,
  log,
}: {
  directory: Directory;
  queues: Queues;
  now(): Date;
  log: Logger;
}): Relay {
  let stopped = false;
  let woken = false;
  let wakeUp: (() => void) | undefined;
  let failing = false;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        wakeUp = undefined;
        resolve();
      }
      wakeUp = done;
      if (woken || stopped) done();
    });

  const loop = async () => {
    while (!stopped) {
      woken = false;
      try {
        const relayed = await directory.relayTasks(BATCH, now(), (promised) =>
          handOver(promised, queues, log),
        );
        if (failing) log.info("the relay works again");
        failing = false;
        if (relayed < BATCH) await pause(POLL_MS);
      } catch (error) {
        // Nothing is lost: the rows stay in the outbox.
        if (!failing) log.error({ err: error }, "the relay cannot hand tasks over; it goes on trying");
        failing = true;
        woken = false;
        await pause(AFTER_FAILURE_MS);
      }
    }
  };
  const ended = loop();
  return {
    wake() {
      woken = true;
      if (!failing) wakeUp?.();
    },
    async stop() {
      stopped = true;
      wakeUp?.();
      await ended;
    },
  };
}

async function handOver(
  promised: { id: string; name: TaskName; payload: unknown }[],
  queues: Queues,
  log: Logger,
): Promise<void> {
  const perQueue: Record<QueueName, NewJob[]> = { work: [], deliver: [] };
  for (const { id, name, payload } of promised) {
    const parsed = tasks[name]?.safeParse(payload);
    if (!parsed?.success) {
      log.error({ taskId: id, task: name }, "a promised task cannot be read; it stays in the outbox");
      continue;
    }
    const { queue, attempts, backoffMs } = jobs[name];
    perQueue[queue].push({
      name,
      data: { taskId: id, payload: parsed.data },
      opts: {
        jobId: id,
        attempts,
        backoff: { type: "exponential", delay: backoffMs, jitter: 0.3 },
        removeOnComplete: true,
        removeOnFail: true,
      },
    });
  }
  for (const name of queueNames) if (perQueue[name].length > 0) await queues.add(name, perQueue[name]);
}
