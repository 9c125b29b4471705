import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { importResponses } from "../../../src/domain/imports/import-responses.js";
import type { ResponsesImport } from "../../../src/domain/imports/response-row.js";
import type { ImportRows } from "../../../src/domain/imports/rows.js";
import { openTestDatabase } from "./context.js";
import { collector, rowOf, rowsOf } from "./rows.js";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let db: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db?.close());

const input: ResponsesImport = {
  survey: "Lounges",
  instrument: "csat",
  columns: { score: "score", at: "date", account: "account", segment: "type" },
};
const row = { date: "2015-01-31", account: "iberia", type: "Business", score: "4" };
const rows = [
  row,
  { ...row, score: "5", account: "klm" },
  row,
  { ...row, score: "8", account: "ghost" },
  row,
];

test("each row is an answer, repeats as well; a rejected row creates no customer", async () => {
  const ctx = await db.context();
  const { sink, lines } = collector();
  const done = await importResponses(ctx, input, rowsOf(rows), sink);
  expect(done).toEqual({ imported: 4, alreadyThere: 0, rejected: 1, customersAdded: 2 });
  expect(lines()).toEqual(["5 score_out_of_scale"]);
  expect(await ctx.store.customers.byKey("ghost")).toBeUndefined();
  expect(await ctx.store.customers.byKey("iberia")).toMatchObject({ kind: "direct" });
  const survey = await ctx.store.surveys.byKey("lounges");
  expect(survey).toMatchObject({ name: "Lounges", instrument: "csat", status: "draft" });
  const saved = await db.responses(ctx);
  expect(
    saved.map(({ score, segment, answeredAt }) => `${score} ${segment} ${answeredAt.toISOString()}`).sort(),
  ).toEqual([...Array(3).fill("4 Business 2015-01-31T12:00:00.000Z"), "5 Business 2015-01-31T12:00:00.000Z"]);
});

test("a second run imports nothing and leaves a second row in the audit", async () => {
  const ctx = await db.context();
  await importResponses(ctx, input, rowsOf(rows));
  const again = await importResponses(ctx, input, rowsOf(rows));
  expect(again).toEqual({ imported: 0, alreadyThere: 4, rejected: 1, customersAdded: 0 });
  expect(await db.responses(ctx)).toHaveLength(4);
  const runs = (await db.audit(ctx)).filter(({ action }) => action === "survey.imported");
  expect(runs.map(({ after }) => after)).toEqual([
    { imported: 4, alreadyThere: 0, rejected: 1, customersAdded: 2 },
    { imported: 0, alreadyThere: 4, rejected: 1, customersAdded: 0 },
  ]);
});

test("two runs of one file at the same moment import each answer once", async () => {
  const ctx = await db.context();
  const many = Array.from({ length: 1_200 }, (_, n) => ({
    ...row,
    account: `airline-${(n * 7) % 90}`,
    score: String((n % 5) + 1),
  }));
  const runs = await Promise.all([1, 2, 3].map(() => importResponses(ctx, input, rowsOf(many))));
  expect(runs.reduce((sum, { imported }) => sum + imported, 0)).toBe(1_200);
  expect(runs.reduce((sum, { customersAdded }) => sum + customersAdded, 0)).toBe(90);
  expect(await db.responses(ctx)).toHaveLength(1_200);
});

test("answers to another kind of question are refused before anything is read", async () => {
  const ctx = await db.context();
  await importResponses(ctx, input, rowsOf([row]));
  const nps: ResponsesImport = { ...input, survey: "LOUNGES", instrument: "nps" };
  await expect(importResponses(ctx, nps, rowsOf(rows))).rejects.toMatchObject({
    code: "survey_instrument_differs",
    params: { name: "Lounges", instrument: "csat" },
  });
  expect(await db.responses(ctx)).toHaveLength(1);
});

test("a file of nothing but rejects creates no survey", async () => {
  const ctx = await db.context();
  const done = await importResponses(ctx, input, rowsOf([{ ...row, score: "9" }]));
  expect(done).toMatchObject({ imported: 0, rejected: 1 });
  expect(await ctx.store.surveys.list()).toEqual([]);
  expect(await db.audit(ctx)).toEqual([]);
});

test("a source that breaks off leaves what stood before and says so in the audit", async () => {
  const ctx = await db.context();
  async function* breaking(): ImportRows {
    for (let n = 0; n < 500; n += 1) yield rowOf({ ...row, score: String((n % 5) + 1) }, n + 2);
    throw new Error("gone");
  }
  await expect(importResponses(ctx, input, breaking())).rejects.toThrow("gone");
  const runs = (await db.audit(ctx)).filter(({ action }) => action === "survey.imported");
  expect(runs.map(({ after }) => after)).toMatchObject([{ imported: 500 }]);
});
