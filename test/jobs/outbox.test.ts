import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type RedisServer, startRedis } from "../support/redis.js";
import { type Answer, gate, type Jobs, patiently, startJobs } from "./harness.js";

const MINUTE = 60_000;

describe.each(["postgresql", "redis"] as const)("what is promised, tasks in %s", (backend) => {
  const isMissing = backend === "redis" && inject("redisUrl") === null;
  let redis: RedisServer | undefined;

  beforeAll(async () => {
    redis = backend === "redis" && !isMissing ? await startRedis() : undefined;
  });
  afterAll(() => redis?.stop());

  async function during(
    { release, ...setup }: { contacts?: number; answer?: Answer; release?: () => void },
    act: (running: Jobs) => Promise<void>,
  ) {
    const running = await startJobs({ redis, ...setup });
    try {
      await act(running);
    } finally {
      release?.();
      await running.close();
    }
  }

  const relayed = ({ tasks }: Jobs, count: number) =>
    patiently(async () => {
      const all = await tasks();
      return all.length === count && all.every(({ relayedAt }) => relayedAt) ? all : undefined;
    });

  describe.skipIf(isMissing)("it", { timeout: 60_000 }, () => {
    test("is done once although it is handed over twice, by two processes", async () => {
      await during({ contacts: 30 }, async (running) => {
        await Promise.all([running.relay(), running.relay()]);
        await relayed(running, 1);
        await running.database.pool.query(`UPDATE "OutboxTask" SET "relayedAt" = NULL`);
        await relayed(running, 1);
        await running.work();
        await patiently(() => running.sent.length > 0);
        await running.database.pool.query(`UPDATE "OutboxTask" SET "relayedAt" = NULL`);
        await running.settled();
        expect(new Set(running.sent).size).toBe(30);
        expect(running.sent).toHaveLength(30);
        expect(await running.deliveries()).toHaveLength(30);
      });
    });

    test("is handed over again where the queue has lost everything, its own tick included", async () => {
      await during({ contacts: 3 }, async (running) => {
        const relay = await running.relay();
        const [task] = await relayed(running, 1);
        await running.work({ tickMs: 150 });
        await running.settled();
        expect(running.sent).toHaveLength(3);
        await running.database.pool.query(`UPDATE "Delivery" SET status = 'pending'`);
        await running.database.pool.query(
          `INSERT INTO "OutboxTask" (id, "organizationId", name, payload, "relayedAt")
           SELECT $1, "organizationId", 'deliver',
             jsonb_build_object('organizationId', "organizationId", 'deliveryId', id), $2
           FROM "Delivery" LIMIT 1`,
          [task?.id, running.clock.now],
        );
        await running.loseQueue();
        // It is not given up as lost while it may still be waiting in the queue.
        running.clock.move(9 * MINUTE);
        expect(running.sent).toHaveLength(3);
        running.clock.move(2 * MINUTE);
        await running.settled();
        expect(running.sent).toHaveLength(4);
        expect(running.logged.join("")).toContain("handed over again");
        await relay.close();
      });
    });

    test("stays in the outbox where nobody knows how to do it, and holds up nothing else", async () => {
      await during({ contacts: 2 }, async (running) => {
        const { database, organizationId } = running;
        const unknown = [
          { name: "makeCoffee", payload: { organizationId, cups: 2 } },
          { name: "deliver", payload: { organizationId, deliveryId: "not an id" } },
        ];
        for (const { name, payload } of unknown) {
          await database.pool.query(
            `INSERT INTO "OutboxTask" (id, "organizationId", name, payload, "dueAt") VALUES ($1, $2, $3, $4, 'epoch')`,
            [randomUUID(), organizationId, name, payload],
          );
        }
        await running.relay();
        await running.work();
        await patiently(() => running.sent.length === 2);
        await patiently(async () => (await running.tasks()).length === 2);
        expect((await running.tasks()).map(({ failedAt }) => failedAt)).toEqual([null, null]);
        expect(running.logged.join("").match(/cannot be read; it stays in the outbox/g)).toHaveLength(2);
      });
    });

    test("stays in the outbox where the database goes away while it is handed over", async () => {
      await during({}, async ({ directory, database, tasks }) => {
        const relaying = directory.relayTasks(10, new Date(Date.now() + MINUTE), async () => {
          await database.marks.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND state = 'idle in transaction'`,
          );
          const gone = `SELECT count(*)::int AS left FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'idle in transaction'`;
          await patiently(
            async () => (await database.marks.query<{ left: number }>(gone)).rows[0]?.left === 0,
          );
        });
        await expect(relaying).rejects.toThrow();
        expect(await tasks()).toMatchObject([{ relayedAt: null, failedAt: null }]);
      });
    });

    test("is taken over by a second process when the first is gone", async () => {
      const stuck = gate();
      const answer: Answer = async ({ attempt }) => {
        if (attempt === 1) await stuck.passed;
      };
      await during({ contacts: 4, answer, release: stuck.open }, async (running) => {
        await running.relay();
        const first = await running.work({ lockMs: 1_000 });
        await patiently(() => running.attempts.size === 4);
        // As if the process had died: its locks are not renewed, its jobs do not end.
        first.cutOff();
        await running.work({ lockMs: 1_000 });
        await running.settled();
        const rows = await running.deliveries();
        expect(rows.map(({ status, unknownOutcomes }) => [status, unknownOutcomes])).toEqual(
          Array(4).fill(["sent", 1]),
        );
        expect([...running.attempts.values()]).toEqual([2, 2, 2, 2]);
      });
    });

    test("is finished before a process that is asked to stop has stopped, and what waits stays", async () => {
      const goOn = gate();
      const answer: Answer = () => goOn.passed;
      await during({ contacts: 40, answer, release: goOn.open }, async (running) => {
        await running.relay();
        const worker = await running.work();
        await patiently(() => running.attempts.size === 16);
        let closed = false;
        const closing = worker.close().then(() => {
          closed = true;
        });
        await relayed(running, 40);
        expect(closed).toBe(false);
        goOn.open();
        await closing;
        expect(running.sent).toHaveLength(16);
        expect((await running.deliveries()).filter(({ status }) => status === "sending")).toEqual([]);
        await running.work();
        await running.settled();
        expect(running.sent).toHaveLength(40);
        expect((await running.deliveries()).map(({ unknownOutcomes }) => unknownOutcomes)).toEqual(
          Array(40).fill(0),
        );
      });
    });
  });
});
