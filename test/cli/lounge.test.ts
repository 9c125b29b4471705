import { createReadStream, existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readCsv } from "../../src/cli/csv.js";
import {
  type ResponseEntry,
  type ResponsesImport,
  requiredResponseColumns,
  responseReader,
} from "../../src/domain/imports/response-row.js";
import { isRejected, type Rejected } from "../../src/domain/imports/rows.js";

const FILE = new URL("../../../shared/data/lounge-ratings.csv", import.meta.url);

const input: ResponsesImport = {
  survey: "Lounges",
  instrument: "csat",
  columns: { score: "overall", at: "date", account: "account", segment: "lounge_type" },
};

test.skipIf(!existsSync(FILE))("the real lounge ratings: 67 rejected by line, 2,192 to import", async () => {
  const { rows } = await readCsv(createReadStream(FILE), { required: requiredResponseColumns(input) });
  const read = responseReader(input, new Date("2026-11-24T10:00:00Z"));
  const accepted: ResponseEntry[] = [];
  const rejected: Rejected[] = [];
  for await (const row of rows) {
    const entry = isRejected(row) ? row : read(row);
    if (isRejected(entry)) rejected.push(entry);
    else accepted.push(entry);
  }
  expect(rejected).toHaveLength(67);
  expect([rejected[0]?.line, rejected.at(-1)?.line]).toEqual([2142, 2258]);
  expect(
    rejected.every(({ reason, params }) => reason === "score_out_of_scale" && Number(params.value) > 5),
  ).toBe(true);
  expect(accepted).toHaveLength(2192);
  expect(accepted.filter(({ score }) => score >= 4)).toHaveLength(964);
  expect(new Set(accepted.map(({ account }) => account)).size).toBe(93);
  expect(new Set(accepted.map(({ importKey }) => importKey)).size).toBe(2192);
  // The file has 75 identical repeats, one of them among the rejected rows.
  expect(accepted.filter(({ importKey }) => !importKey.endsWith(":1"))).toHaveLength(74);
  const in2014 = accepted.filter(({ answeredAt }) => answeredAt.getUTCFullYear() === 2014);
  expect([in2014.filter(({ score }) => score >= 4).length, in2014.length]).toEqual([166, 409]);
});
