import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../src/cli/csv.js";
import { csvLine } from "../../src/cli/rejects.js";
import { isRejected } from "../../src/domain/imports/rows.js";
import { inPieces, read } from "./reading.js";

describe("what spreadsheets write is read", () => {
  test.each([
    ["commas and LF", "a,b\n1,2\n3,4\n"],
    ["a BOM and CRLF", "\uFEFFa,b\r\n1,2\r\n3,4\r\n"],
    ["semicolons", "a;b\n1;2\n3;4"],
    ["tabs", "a\tb\r\n1\t2\r\n3\t4"],
    ["CR alone", "a,b\r1,2\r3,4"],
    ["quotes everywhere", '"a","b"\n"1","2"\n"3","4"\n'],
  ])("%s", async (_, text) => {
    for (const size of [1, 2, 3, 65_536])
      expect(await read(text, [["a"], ["b"]], size)).toEqual(["2: 1|2", "3: 3|4"]);
  });

  test("the delimiter is the header's, whatever stands in the rows", async () => {
    expect(await read('"a,b,c";d\n1,2;3')).toEqual(["2: 1,2|3"]);
  });

  test("a header in quotes may span lines", async () => {
    for (const size of [1, 65_536])
      expect(await read('"a\nof;x",b\n1,2', [["A of;X"]], size)).toEqual(["3: 1|2"]);
  });

  test("cells keep their spaces and quotes", async () => {
    expect(await read('a,b\n" 1 ","say ""hi"""')).toEqual(['2:  1 |say "hi"']);
  });
});

test("a row's line is the one it starts on, past quoted line breaks and empty lines", async () => {
  const text = 'a,b\r\n1,"x\r\ny\nz"\r\n\r\n;\r\n2,\r\n , \r\n"\n",3\r\n4,5';
  expect(await read(text)).toEqual(["2: 1|x\r\ny\nz", "6! too_few_columns", "7: 2|", "9: \n|3", "11: 4|5"]);
});

test("rows of the wrong width and with NUL are rejected by their line", async () => {
  expect(await read("a,b\n1\n1,2,3\n1,\0\n1,2")).toEqual([
    "2! too_few_columns",
    "3! too_many_columns",
    "4! unreadable_character",
    "5: 1|2",
  ]);
});

test("columns are found by name, case and accents aside, and a missing one is named with those that are there", async () => {
  const { rows } = await readCsv(Buffer.from("País,NOMBRE\nES,Peña"), {
    required: [["name", "nombre"], ["pais"]],
  });
  for await (const row of rows)
    expect(isRejected(row) ? row : { ...row.fields }).toEqual({ pais: "ES", nombre: "Peña" });
  expect(await read("score,day\n1,2", [["score"], ["date"], ["account"]])).toEqual([
    "columns_missing “date”, “account” score, day",
  ]);
  expect(await read("Name,name\n1,2")).toEqual(["column_repeated name"]);
});

test("columns may be called like an object's own", async () => {
  const { rows } = await readCsv(Buffer.from("__proto__,constructor\n1,2"), { required: [["__proto__"]] });
  for await (const row of rows)
    expect(!isRejected(row) && Object.entries(row.fields)).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
});

test.each([
  ["an empty file", ""],
  ["a BOM alone", "\uFEFF"],
  ["empty lines", "\n\r\n\n"],
  ["a header alone", "a,b"],
  ["a header and empty lines", "a,b\n\n , \n"],
])("%s has no rows", async (_, text) => {
  expect(await read(text)).toEqual(["no_rows"]);
});

describe("a file that cannot be read on names the line", () => {
  const latin1 = Buffer.from('a,b\r\n1,2\r\n3,"x\ny"\r\nPeña,4\r\n5,6\r\n', "latin1");
  test("where it is not UTF-8", async () => {
    for (const size of [1, 7, 65_536]) expect((await read(latin1, [], size)).at(-1)).toBe("not_utf8 5");
    expect(await read(Buffer.from("\uFEFFa,b\n1,2", "utf16le"))).toEqual(["not_utf8 1"]);
    expect((await read(Buffer.concat([Buffer.from("a,b\n1,2\n3,"), Buffer.from([0xe2, 0x82])]))).at(-1)).toBe(
      "not_utf8 3",
    );
  });

  test("where a quotation mark is not closed", async () => {
    expect((await read('a,b\n1,"x\r\ny"\n3,"4\n5,6\n7,8\n')).at(-1)).toBe("quote_not_closed 4");
  });

  test("where a quotation mark stands in the middle", async () => {
    expect((await read('a,b\n1,2\n3,"4"5\n')).at(-1)).toBe("quote_misplaced 3");
    expect((await read('a,b\n1,2\n3,4"5\n')).at(-1)).toBe("quote_misplaced 3");
  });

  test("where a row never ends", async () => {
    const endless = `a,b\n1,2\n3,"${"4\n".repeat(600_000)}`;
    expect((await read(endless)).at(-1)).toBe("row_too_long 3");
    expect((await read(`a,b\n1,2\n${"x".repeat(1_100_000)}`)).at(-1)).toBe("row_too_long 3");
  });
});

test("any table written as CSV reads back the same, each row with the line it starts on", async () => {
  const cell = fc
    .oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[",;\t\r\n ab]{0,6}$/))
    .map((text) => text.replaceAll("\0", ""));
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    );
  const layout = fc.record({
    delimiter: fc.constantFrom(",", ";", "\t"),
    end: fc.constantFrom("\r\n", "\n", "\r"),
    bom: fc.boolean(),
    size: fc.integer({ min: 1, max: 40 }),
  });
  const check = fc.asyncProperty(table, layout, async (rows, { end, bom, size, ...layout }) => {
    // A header of one column cannot say what delimiter the rows have.
    const delimiter = rows[0]?.length === 1 ? "," : layout.delimiter;
    const header = (rows[0] ?? []).map((_, index) => `c${index}`);
    const lineOf = (cells: string[]) => csvLine(cells, delimiter).replace(/\r\n$/, end);
    const text = (bom ? "\uFEFF" : "") + [header, ...rows].map(lineOf).join("");
    const expected = rows
      .map((cells, index) => ({ line: 2 + breaks(rows.slice(0, index).map(lineOf).join("")), cells }))
      .filter(({ cells }) => cells.some((each) => each.trim() !== ""));
    const seen: unknown[] = [];
    try {
      const { rows: read } = await readCsv(inPieces(Buffer.from(text), size), { required: [] });
      for await (const { line, cells } of read) seen.push({ line, cells });
    } catch (fault) {
      expect(fault).toMatchObject({ reason: "no_rows" });
    }
    expect(seen).toEqual(
      expected.map(({ line, cells }) => ({ line, cells: cells.map((each) => Buffer.from(each).toString()) })),
    );
  });
  await fc.assert(check, { numRuns: 300 });
});

function breaks(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}

test("a large file is never read far ahead of its rows, so that it does not pile up in memory", async () => {
  const ROWS_IN_BLOCK = 1_000;
  let handedOn = 0;
  async function* endless() {
    yield Buffer.from("score,date,account\n");
    const block = Buffer.from('4,2015-01-31,"british, airways"\n'.repeat(ROWS_IN_BLOCK));
    for (; handedOn < 300; handedOn += 1) yield block;
  }
  const { rows } = await readCsv(endless(), { required: [["score"]] });
  let count = 0;
  let ahead = 0;
  for await (const _ of rows) {
    count += 1;
    ahead = Math.max(ahead, handedOn - count / ROWS_IN_BLOCK);
  }
  expect(count).toBe(300 * ROWS_IN_BLOCK);
  expect(ahead).toBeLessThan(40);
}, 60_000);
