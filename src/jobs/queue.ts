import {
  createPostgresBackend,
  createRedisBackend,
  type JobsOptions,
  type Processor,
  withBackend,
} from "bullmq";
import type { TaskName, TaskPayload } from "../domain/tasks.js";
import { postgresConnection, redisConnection } from "./connections.js";
import { seldom } from "./seldom.js";
import { within } from "./within.js";

/** Two queues: `deliver` is slow and limited by platforms; it never holds up `work`. */
export const queueNames = ["work", "deliver"] as const;
export type QueueName = (typeof queueNames)[number];

/** What a job carries: ids only, and the outbox row it came from. */
export type JobData = { taskId: string; payload: TaskPayload<TaskName> };
export type NewJob = { name: TaskName; data: JobData; opts: JobsOptions };

export type TickOptions = { everyMs: number };

/** A queue backend: where jobs wait, on Redis or on PostgreSQL. */
export type Queues = {
  kind: "redis" | "postgresql";
  /** Adds jobs; one that waits there already is not added twice. */
  add(queue: QueueName, jobs: NewJob[]): Promise<void>;
  /** Keeps a tick going, at intervals, in one process of all that share the backend; also where its schedule was lost. */
  scheduleTick(options: TickOptions): void;
  work(queue: QueueName, options: WorkOptions): RunningWorker;
  ping(): Promise<void>;
  close(): Promise<void>;
};

type WorkOptions = {
  concurrency: number;
  lockMs: number;
  run: Processor<JobData, void, string>;
  onError(error: Error): void;
};

export type RunningWorker = { close(): Promise<void> };

const TICK = "tick";
const STALLED_CHECKS_PER_LOCK = 2;
/** The delivery's own row decides how often it may be tried after a crash, not the queue. */
const STALLS_ALLOWED = 1_000;
/** How soon a worker asks again after its connection was refused; BullMQ's own is 15 s. */
const ASK_AGAIN_MS = 1_000;
/** How long closing waits for the queue once our own jobs have ended. */
const GOODBYE_MS = 3_000;

type Classes = Pick<ReturnType<typeof withBackend>, "Queue" | "Worker">;

/** Opens the queues: on Redis where a URL is given, else on the PostgreSQL database itself. */
export async function openQueues({
  redisUrl,
  databaseUrl,
  onError: tell,
}: {
  redisUrl?: string | undefined;
  databaseUrl: string;
  onError(error: Error): void;
}): Promise<Queues> {
  const onError = seldom(tell);
  const connection = redisUrl
    ? redisConnection(redisUrl, onError)
    : await postgresConnection(databaseUrl, onError);
  const classes = (redisUrl
    ? withBackend(createRedisBackend)
    : withBackend(createPostgresBackend)) as unknown as Classes;
  const open = (name: QueueName) => {
    const queue = new classes.Queue(name, { connection: connection.produce as never, prefix: "enfoque" });
    queue.on("error", onError);
    return queue;
  };
  const queues = { work: open("work"), deliver: open("deliver") };
  let ticking: NodeJS.Timeout | undefined;
  return {
    kind: redisUrl ? "redis" : "postgresql",
    async add(name, jobs) {
      await queues[name].addBulk(jobs);
    },
    scheduleTick({ everyMs }) {
      let looking = false;
      const keep = async () => {
        if (looking) return;
        looking = true;
        await keepTick(queues.work, everyMs)
          .catch(onError)
          .finally(() => {
            looking = false;
          });
      };
      void keep();
      ticking = setInterval(keep, everyMs);
    },
    work(name, { concurrency, lockMs, run, onError }) {
      const underWay = new Set<Promise<void>>();
      const noted: Processor<JobData, void, string> = (job, token) => {
        const running = run(job, token).finally(() => underWay.delete(running));
        underWay.add(running);
        return running;
      };
      const worker = new classes.Worker<JobData, void>(name, noted, {
        connection: connection.work as never,
        prefix: "enfoque",
        concurrency,
        lockDuration: lockMs,
        stalledInterval: Math.floor(lockMs / STALLED_CHECKS_PER_LOCK),
        maxStalledCount: STALLS_ALLOWED,
        runRetryDelay: ASK_AGAIN_MS,
      });
      worker.on("error", seldom(onError));
      return {
        async close() {
          const closed = worker.close();
          do await Promise.allSettled(underWay);
          while (
            // Where Redis is away, BullMQ would wait for it to say goodbye.
            !(await within(closed, GOODBYE_MS)) &&
            underWay.size > 0
          );
        },
      };
    },
    ping: connection.ping,
    async close() {
      clearInterval(ticking);
      await Promise.all([queues.work.close(), queues.deliver.close()]);
      await connection.close();
    },
  };
}

/** Whether a job is the recurring tick rather than a task. */
export function isTick(name: string): boolean {
  return name === TICK;
}

/** The schedule waits in the queue and is lost with it, so it is looked for now and then. */
async function keepTick(queue: InstanceType<Classes["Queue"]>, everyMs: number): Promise<void> {
  const known = await queue.getJobScheduler(TICK);
  const isKept = known?.every === everyMs && (known.next ?? 0) > Date.now() - everyMs;
  if (isKept) return;
  const opts = { removeOnComplete: true, removeOnFail: true };
  await queue.upsertJobScheduler(TICK, { every: everyMs }, { name: TICK, data: {}, opts });
}
