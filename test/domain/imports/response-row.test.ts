import { describe, expect, test } from "vitest";
import { instantOf, type ResponsesImport, responseReader } from "../../../src/domain/imports/response-row.js";
import { isRejected } from "../../../src/domain/imports/rows.js";
import { rowOf } from "./rows.js";

const now = new Date("2026-11-24T10:00:00Z");
const columns = { score: "Score", at: "Fecha", account: "account" };
const input: ResponsesImport = { survey: "Lounges", instrument: "csat", columns };
const good = { score: "4", fecha: "2015-01-31", account: "iberia" };

function outcome(fields: Record<string, string>, options: ResponsesImport = input) {
  const entry = responseReader(options, now)(rowOf(fields));
  return isRejected(entry) ? entry.reason : entry;
}

test("a row that cannot be right is rejected with its reason", () => {
  expect(outcome({ ...good, score: "" })).toBe("score_not_whole");
  expect(outcome({ ...good, score: "4.5" })).toBe("score_not_whole");
  expect(outcome({ ...good, score: "6" })).toBe("score_out_of_scale");
  expect(outcome({ ...good, score: "0" })).toBe("score_out_of_scale");
  expect(outcome({ ...good, fecha: "31/01/2015" })).toBe("date_invalid");
  expect(outcome({ ...good, fecha: "2015-02-30" })).toBe("date_invalid");
  expect(outcome({ ...good, fecha: "0015-02-03" })).toBe("date_invalid");
  expect(outcome({ ...good, fecha: "2105-01-31" })).toBe("date_in_future");
  expect(outcome({ ...good, account: "  " })).toBe("account_missing");
  expect(outcome({ ...good, account: "x".repeat(201) })).toBe("too_long");
});

test("the scale is the instrument's", () => {
  expect(outcome({ ...good, score: "10" }, { ...input, instrument: "nps" })).toMatchObject({ score: 10 });
  expect(outcome({ ...good, score: "11" }, { ...input, instrument: "nps" })).toBe("score_out_of_scale");
});

describe("the moment of an answer", () => {
  test.each([
    ["2015-01-31", "2015-01-31T12:00:00.000Z"],
    ["2015-01-31T08:30", "2015-01-31T08:30:00.000Z"],
    ["2015-01-31 08:30:15", "2015-01-31T08:30:15.000Z"],
    ["2015-01-31T08:30:15.5Z", "2015-01-31T08:30:15.500Z"],
    ["2015-01-31T08:30:00+02:00", "2015-01-31T06:30:00.000Z"],
  ])("%s is %s", (text, iso) => expect(instantOf(text)?.toISOString()).toBe(iso));
});

describe("the key of an answer", () => {
  const keys = (options: ResponsesImport, rows: Record<string, string>[]) => {
    const read = responseReader(options, now);
    return rows.map((fields, index) => read(rowOf(fields, index + 2)));
  };

  test("rows that say the same are told apart by counting, and get the same keys next time", () => {
    const rows = [good, { ...good, score: "5" }, good, good];
    const first = keys(input, rows).map((entry) => (isRejected(entry) ? entry.reason : entry.importKey));
    const second = keys(input, rows).map((entry) => (isRejected(entry) ? entry.reason : entry.importKey));
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(4);
    expect(first.map((key) => key.split(":")[2])).toEqual(["1", "1", "2", "3"]);
  });

  test("the order of the columns and empty ones make no difference", () => {
    const [a] = keys(input, [good]);
    const [b] = keys(input, [{ note: "", account: good.account, fecha: good.fecha, score: good.score }]);
    expect(a).toEqual(b);
  });

  test("an id is the key, and may come once", () => {
    const byId = { ...input, columns: { ...columns, id: "ID" } };
    const entries = keys(byId, [
      { ...good, id: "7" },
      { ...good, id: "7" },
      { ...good, id: "" },
    ]);
    expect(entries).toMatchObject([
      { importKey: "id:7" },
      { line: 3, reason: "id_repeated", params: { value: "7", first: "2" } },
      { line: 4, reason: "id_missing" },
    ]);
  });
});
