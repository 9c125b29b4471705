import { expect, test } from "vitest";
import { openDatabase } from "../../src/db/database.js";
import { createDirectory } from "../../src/db/directory.js";
import { testDatabase } from "../support/database.js";

const { database, url } = await testDatabase();
const directory = createDirectory(database);
const at = (ms: number) => new Date(Date.parse("2026-03-02T09:00:00Z") + ms);

test("the first turn is free, and each that follows waits for the one before it", async () => {
  const waits: unknown[] = [];
  for (let turn = 0; turn < 4; turn += 1) waits.push(await directory.reserve("steady", 100, at(0), 10_000));
  expect(waits).toEqual([0, 100, 200, 300]);
  expect(await directory.reserve("steady", 100, at(350), 10_000)).toBe(50);
  expect(await directory.reserve("steady", 100, at(9_000), 10_000)).toBe(0);
});

test("a queue longer than the patience takes nothing from anybody", async () => {
  for (let turn = 0; turn < 3; turn += 1) await directory.reserve("patience", 1_000, at(0), 2_000);
  expect(await directory.reserve("patience", 1_000, at(0), 2_000)).toBeUndefined();
  expect(await directory.reserve("patience", 1_000, at(0), 2_000)).toBeUndefined();
  expect(await directory.reserve("patience", 1_000, at(1_000), 2_000)).toBe(2_000);
});

test("buckets do not know of each other", async () => {
  await directory.reserve("one", 60_000, at(0), 0);
  expect(await directory.reserve("one", 60_000, at(1), 0)).toBeUndefined();
  expect(await directory.reserve("other", 60_000, at(1), 0)).toBe(0);
});

test("two processes that ask at once are given every turn once", async () => {
  const second = openDatabase(url);
  const directories = [directory, createDirectory(second)];
  const waits = await Promise.all(
    Array.from({ length: 40 }, (_, n) => directories[n % 2]?.reserve("shared", 2.5, at(0), 10_000)),
  );
  await second.close();
  const sorted = waits.map((wait) => wait ?? -1).sort((a, b) => a - b);
  // Stored in whole milliseconds, so that a turn is at most one off.
  for (const [n, wait] of sorted.entries()) expect(Math.abs(wait - n * 2.5)).toBeLessThanOrEqual(20);
  expect(new Set(sorted).size).toBe(40);
});

test("a bucket that is free again is forgotten, one that is not stays", async () => {
  await directory.reserve("old", 1_000, at(0), 0);
  await directory.reserve("new", 60_000, at(0), 0);
  await directory.forgetExpired(at(2_000));
  const { rows } = await database.pool.query(`SELECT key FROM "RateBucket" WHERE key IN ('old', 'new')`);
  expect(rows).toEqual([{ key: "new" }]);
  expect(await directory.reserve("new", 60_000, at(2_000), 0)).toBeUndefined();
});
