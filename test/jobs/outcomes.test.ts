import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { OutcomeUnknown, RateLimited, Refused, TransportDown } from "../../src/domain/deliveries/outcomes.js";
import { retryDeliveries } from "../../src/domain/deliveries/retry-deliveries.js";
import { jobs } from "../../src/jobs/jobs.js";
import { type RedisServer, startRedis } from "../support/redis.js";
import { type Answer, gate, type Jobs, patiently, startJobs } from "./harness.js";

describe.each(["postgresql", "redis"] as const)("what becomes of a sending, tasks in %s", (backend) => {
  const isMissing = backend === "redis" && inject("redisUrl") === null;
  const usual = { ...jobs.deliver };
  let redis: RedisServer | undefined;

  beforeAll(async () => {
    redis = backend === "redis" && !isMissing ? await startRedis() : undefined;
    Object.assign(jobs.deliver, { attempts: 3, backoffMs: 50 });
  });
  afterAll(async () => {
    Object.assign(jobs.deliver, usual);
    await redis?.stop();
  });

  async function during(setup: { contacts?: number; answer: Answer }, act: (running: Jobs) => Promise<void>) {
    const running = await startJobs({ redis, ...setup });
    try {
      await running.relay();
      await running.work();
      await act(running);
    } finally {
      await running.close();
    }
  }

  describe.skipIf(isMissing).concurrent("it", { timeout: 60_000 }, () => {
    test("a platform's wish to wait delays that delivery alone and uses up no attempt", async () => {
      const answer: Answer = async ({ email, attempt }) => {
        if (email.startsWith("contact-0@") && attempt === 1) throw new RateLimited(1_500);
      };
      await during({ contacts: 5, answer }, async ({ sent, settled, deliveries, tasks, attemptsMade }) => {
        await patiently(() => sent.length === 4);
        const [waiting] = await patiently(async () => {
          const left = await tasks();
          return left.length === 1 ? left : undefined;
        });
        expect(sent).not.toContain("contact-0@customer.example");
        expect(await attemptsMade(waiting?.id ?? "")).toBe(0);
        await settled();
        expect((await deliveries()).map(({ status }) => status)).toEqual(Array(5).fill("sent"));
      });
    });

    test("while a transport is away nothing is tried for long, and no attempt is used up", async () => {
      let away = true;
      const answer: Answer = async () => {
        if (away) throw new TransportDown(new Error("refused"));
      };
      await during({ contacts: 3, answer }, async (running) => {
        const { attempts, tasks, attemptsMade, settled, breakers } = running;
        const tried = () => [...attempts.values()].reduce((sum, count) => sum + count, 0);
        await patiently(() => tried() >= 5);
        await patiently(() => breakers.openFor("mail") > 0);
        const waiting = await tasks();
        expect(waiting).toHaveLength(3);
        expect(await Promise.all(waiting.map(({ id }) => attemptsMade(id)))).toEqual([0, 0, 0]);
        expect((await running.deliveries()).map(({ unknownOutcomes }) => unknownOutcomes)).toEqual([0, 0, 0]);
        away = false;
        await settled();
        expect(running.sent).toHaveLength(3);
      });
    });

    test("a refusal ends the delivery with its reason and is never repeated", async () => {
      const answer: Answer = async ({ attempt }) => {
        if (attempt === 1) throw new Refused("address_refused", "RCPT TO 550 5.1.1");
      };
      await during({ answer }, async ({ settled, deliveries, attempts, database, manager }) => {
        const invitations = async () =>
          (await database.pool.query(`SELECT "sentAt", "bouncedAt" FROM "Invitation"`)).rows;
        await settled();
        expect(await deliveries()).toMatchObject([{ status: "failed", reason: "address_refused" }]);
        expect([...attempts.values()]).toEqual([1]);
        expect(await invitations()).toEqual([{ sentAt: expect.any(Date), bouncedAt: expect.any(Date) }]);
        // The address is not written to again, also where somebody asks for it.
        await retryDeliveries(manager, {});
        await settled();
        expect(await deliveries()).toMatchObject([{ status: "withdrawn", reason: "bounced" }]);
        expect([...attempts.values()]).toEqual([1]);
        expect(await invitations()).toEqual([{ sentAt: expect.any(Date), bouncedAt: expect.any(Date) }]);
      });
    });

    test("a sending without an answer is repeated once and recorded", async () => {
      const answer: Answer = async ({ attempt }) => {
        if (attempt === 1) throw new OutcomeUnknown(new Error("no answer"));
      };
      await during({ answer }, async ({ settled, deliveries, sent, attempts }) => {
        await patiently(async () => (await deliveries())[0]?.unknownOutcomes === 1);
        await settled();
        expect(await deliveries()).toMatchObject([{ status: "sent", unknownOutcomes: 1 }]);
        expect([sent.length, ...attempts.values()]).toEqual([1, 2]);
      });
    });

    test("the second sending without an answer is the last", async () => {
      const answer: Answer = async () => {
        throw new OutcomeUnknown(new Error("no answer"));
      };
      await during({ answer }, async ({ settled, deliveries, attempts }) => {
        await settled();
        expect(await deliveries()).toMatchObject([{ status: "failed", reason: "outcome_unknown" }]);
        expect([...attempts.values()]).toEqual([2]);
      });
    });

    test("a fault is tried again with growing pauses, then given up, and goes when somebody retries it", async () => {
      const times: number[] = [];
      let broken = true;
      const answer: Answer = async () => {
        times.push(Date.now());
        if (broken) throw new Error("452 4.2.2 mailbox full");
      };
      await during({ answer }, async ({ settled, deliveries, tasks, sent, manager }) => {
        await settled();
        expect(await deliveries()).toMatchObject([{ status: "failed", reason: "attempts_used_up" }]);
        expect(times).toHaveLength(3);
        expect(await tasks()).toEqual([]);
        broken = false;
        expect(await retryDeliveries(manager, {})).toBe(1);
        await settled();
        expect(await deliveries()).toMatchObject([{ status: "sent", reason: null }]);
        expect(sent).toHaveLength(1);
      });
    });

    test("what changes while it is being sent is sent once more, as it is then", async () => {
      const [began, goOn] = [gate(), gate()];
      const answer: Answer = async ({ attempt }) => {
        began.open();
        if (attempt === 1) await goOn.passed;
        return { attempt };
      };
      await during({ answer }, async ({ settled, deliveries, database, attempts }) => {
        await began.passed;
        // As a card's row is changed; a mail itself is never sent anew.
        await database.pool.query(`UPDATE "Delivery" SET revision = revision + 3`);
        goOn.open();
        await settled();
        expect(await deliveries()).toMatchObject([
          { status: "sent", sentRevision: 4, externalRef: { attempt: 2 }, unknownOutcomes: 0 },
        ]);
        expect([...attempts.values()]).toEqual([2]);
      });
    });
  });
});
