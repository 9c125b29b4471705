import { DelayedError, type Job as QueueJob } from "bullmq";
import { type TaskName, tasks } from "../domain/tasks.js";
import { type JobDeps, jobs } from "./jobs.js";
import { Postpone, reasonOf } from "./postpone.js";
import {
  isTick,
  type JobData,
  type QueueName,
  type Queues,
  queueNames,
  type RunningWorker,
} from "./queue.js";

const QUEUE_AWAY_ATTEMPTS = 60;
const QUEUE_AWAY_PAUSE_MS = 500;

export type TaskOutcome = "done" | "postponed" | "retried" | "failed";

export type WorkerOptions = JobDeps & {
  queues: Queues;
  tick(): Promise<void>;
  concurrency: Record<QueueName, number>;
  /** How long a job may be silent before another worker takes it over. */
  lockMs: number;
  observe(task: TaskName, outcome: TaskOutcome, seconds: number): void;
};

/** Works through both queues until closed; closing waits for the jobs under way. */
export function startWorkers(options: WorkerOptions): RunningWorker {
  const { queues, concurrency, lockMs, log } = options;
  const workers = queueNames.map((name) =>
    queues.work(name, {
      concurrency: concurrency[name],
      lockMs,
      onError: (error) => log.warn({ err: error, queue: name }, "the queue reports a problem"),
      run: (job, token) => (isTick(job.name) ? options.tick() : runTask(options, job, token)),
    }),
  );
  return {
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

async function runTask(
  options: WorkerOptions,
  job: QueueJob<JobData, void, string>,
  token: string | undefined,
): Promise<void> {
  const name = job.name as TaskName;
  const { taskId } = job.data;
  const began = performance.now();
  const observe = (outcome: TaskOutcome) =>
    options.observe(name, outcome, (performance.now() - began) / 1_000);
  const lastAttempt = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  try {
    const ended = await runByName(options, name, job.data.payload, { taskId, lastAttempt });
    if (!ended) await options.directory.endTask(taskId);
    observe("done");
  } catch (fault) {
    const error = await reasonOf(fault, options.directory);
    if (error instanceof Postpone) {
      observe("postponed");
      await delay(job, token, error.delayMs);
      throw new DelayedError();
    }
    options.log.error({ err: error, task: name, taskId, attempt: job.attemptsMade + 1 }, "a task failed");
    observe(lastAttempt ? "failed" : "retried");
    if (lastAttempt) await options.directory.failTask(taskId, messageOf(error), options.now());
    throw error;
  }
}

/** Puts a job off; where the queue is away with the database, tries for a while. */
async function delay(
  job: QueueJob<JobData, void, string>,
  token: string | undefined,
  ms: number,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await job.moveToDelayed(Date.now() + ms, token);
    } catch (error) {
      // BullMQ's own refusals (the job is another worker's by now) are numbered.
      const refused = typeof (error as { code?: unknown }).code === "number";
      if (refused || attempt === QUEUE_AWAY_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, QUEUE_AWAY_PAUSE_MS));
    }
  }
}

function runByName<N extends TaskName>(
  deps: JobDeps,
  name: N,
  payload: unknown,
  run: { taskId: string; lastAttempt: boolean },
) {
  return jobs[name].run(deps, tasks[name].parse(payload) as never, run);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 500) : "unknown";
}
