import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { coalesce } from "../../src/db/coalesce.js";

/** When a call comes, in turns of the event loop after the one before it. */
const calls = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 60 });

test("every call gets its own result, in at most two batches at a time, and none waits alone", async () => {
  await fc.assert(
    fc.asyncProperty(calls, fc.infiniteStream(fc.nat({ max: 4 })), async (pauses, durations) => {
      let [running, most] = [0, 0];
      const seen: number[] = [];
      const double = coalesce(async (items: number[]) => {
        running += 1;
        most = Math.max(most, running);
        seen.push(...items);
        for (let wait = durations.next().value; wait > 0; wait -= 1) await turn();
        running -= 1;
        return items.map((item) => item * 2);
      });
      const results: Promise<number>[] = [];
      for (const [index, pause] of pauses.entries()) {
        for (let wait = pause; wait > 0; wait -= 1) await turn();
        results.push(double(index));
      }
      expect(await Promise.all(results)).toEqual(pauses.map((_, index) => index * 2));
      // Each item goes once, in the order of the calls.
      expect(seen).toEqual(pauses.map((_, index) => index));
      expect(most).toBeLessThanOrEqual(2);
    }),
    { numRuns: 200 },
  );
});

test("a batch's error reaches each of its callers and nobody else", async () => {
  await fc.assert(
    fc.asyncProperty(calls, fc.func(fc.boolean()), async (pauses, fails) => {
      let batches = 0;
      const batchOf = new Map<number, number>();
      const run = coalesce(async (items: number[]) => {
        const batch = batches++;
        for (const item of items) batchOf.set(item, batch);
        await turn();
        if (fails(batch)) throw new Error(`batch ${batch}`);
        return items;
      });
      const outcomes: Promise<unknown>[] = [];
      for (const [index, pause] of pauses.entries()) {
        for (let wait = pause; wait > 0; wait -= 1) await turn();
        outcomes.push(run(index).catch((error: Error) => error.message));
      }
      const expected = (await Promise.all(outcomes)).map((_, index) => {
        const batch = batchOf.get(index);
        return fails(batch) ? `batch ${batch}` : index;
      });
      expect(await Promise.all(outcomes)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test("a call that comes alone goes at once", () => {
  let began = false;
  void coalesce(async (items: number[]) => {
    began = true;
    return items;
  })(1);
  expect(began).toBe(true);
});

test("more calls than a statement takes go in several, each with its own results", async () => {
  const sizes: number[] = [];
  const run = coalesce(async (items: number[]) => {
    sizes.push(items.length);
    await turn();
    return items;
  });
  const all = Array.from({ length: 1_000 }, (_, index) => index);
  expect(await Promise.all(all.map(run))).toEqual(all);
  expect(Math.max(...sizes)).toBe(200);
});
