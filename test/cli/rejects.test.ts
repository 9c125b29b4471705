import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rejectsFile } from "../../src/cli/rejects.js";
import { catalogue } from "../../src/i18n/catalogue.js";
import { read } from "./reading.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rejects-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("rejected rows are kept as they were, with line and reason first", async () => {
  const file = join(folder, "x.csv");
  const rejects = rejectsFile(file, ["nota", "nombre"], ";", catalogue("es"));
  await rejects.add({
    line: 7,
    reason: "score_not_whole",
    params: { value: "a;b" },
    cells: ["a;b", '=1+"2"'],
  });
  await rejects.add({
    line: 9,
    reason: "too_few_columns",
    params: { found: "1", expected: "2" },
    cells: ["x\ny"],
  });
  await rejects.keep();
  expect(readdirSync(folder)).toEqual(["x.csv.rejected.csv"]);
  const text = readFileSync(rejects.path, "utf8");
  expect(text.split("\r\n")).toEqual([
    "\uFEFFenfoque_line;enfoque_reason;nota;nombre",
    '7;"La puntuación «a;b» no es un número entero.";"a;b";"=1+""2"""',
    '9;Esta fila tiene 1 columnas y la cabecera 2.;"x\ny"',
    "",
  ]);
  expect(await read(readFileSync(rejects.path), [["nombre"]])).toEqual([
    '2: a;b|=1+"2"',
    "3! too_few_columns",
  ]);
});

test("without rejects there is no file, and an older one stays", async () => {
  const file = join(folder, "x.csv");
  await rejectsFile(file, ["a"], ",", catalogue("en")).keep();
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(`${file}.rejected.csv`, "older");
  const rejects = rejectsFile(file, ["a"], ",", catalogue("en"));
  await rejects.add({ line: 2, reason: "name_missing", params: {}, cells: [""] });
  await rejects.drop();
  expect(readdirSync(folder)).toEqual(["x.csv.rejected.csv"]);
  expect(readFileSync(rejects.path, "utf8")).toBe("older");
});
