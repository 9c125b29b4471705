import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { importCustomersFile, importResponsesFile } from "../../src/cli/import.js";
import type { Context } from "../../src/domain/context.js";
import type { Locale } from "../../src/domain/customers/store.js";
import { catalogue } from "../../src/i18n/catalogue.js";
import { openTestDatabase } from "../domain/imports/context.js";
import { read } from "./reading.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const LOUNGE = fileURLToPath(new URL("../../../shared/data/lounge-ratings.csv", import.meta.url));

let db: Awaited<ReturnType<typeof openTestDatabase>>;
let ctx: Context;
let folder: string;
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  ctx = await db.context();
  folder = mkdtempSync(join(tmpdir(), "import-test-"));
  return () => rmSync(folder, { recursive: true });
});
afterAll(() => db?.close());

function terminal(locale: Locale = "en") {
  const lines: string[] = [];
  const write = (chunk: Buffer, _: string, done: () => void) => {
    lines.push(chunk.toString().trimEnd());
    done();
  };
  const deps = {
    ctx,
    t: catalogue(locale),
    out: (line: string) => lines.push(line),
    stderr: new Writable({ write }),
  };
  return { deps, text: () => lines.join("\n").replaceAll(folder, ".") };
}

function fileOf(text: string | Uint8Array): string {
  const file = join(folder, "x.csv");
  writeFileSync(file, text);
  return file;
}

const lounges = {
  survey: "Lounges",
  instrument: "csat",
  columns: { score: "overall", at: "date", account: "account", segment: "lounge_type" },
};
const header = "date,account,lounge_type,overall";

test("a clean list is imported with code 0", async () => {
  const { deps, text } = terminal();
  const file = fileOf("\uFEFFNombre;Correo\r\nPeña;ana@pena.example\r\nAcme;\r\n");
  expect(await importCustomersFile(deps, file)).toBe(0);
  expect(text()).toBe(
    "Checking ./x.csv …\nImporting ./x.csv …\n2 customers and 1 contact added; 0 rows said nothing new.\nEvery row was taken.",
  );
  expect(await ctx.store.customers.byKey("pena")).toMatchObject({ name: "Peña" });
  expect(readdirSync(folder)).toEqual(["x.csv"]);
});

test("what was rejected can be mended in its own file and imported from there", async () => {
  const { deps, text } = terminal("es");
  const file = fileOf(
    `${header}\n2015-01-31,iberia,"Business\nClass",8\n2015-01-31,klm,,4\n2015-02-30,klm,,4\n`,
  );
  expect(await importResponsesFile(deps, file, lounges)).toBe(2);
  expect(text()).toContain(
    [
      "1 respuesta importada en «Lounges», 0 ya estaban importadas; 1 cliente añadido.",
      "2 filas rechazadas. Están en ./x.csv.rejected.csv, con su línea y su motivo: corríjalas ahí e importe ese archivo.",
      "  línea 2: La puntuación 8 no está en la escala de 1 a 5.",
      "  línea 5: «2015-02-30» no es una fecha. Escríbala así: 2026-03-31 o 2026-03-31T16:30Z.",
    ].join("\n"),
  );
  const rejects = `${file}.rejected.csv`;
  expect(await read(readFileSync(rejects))).toEqual([
    "2: 2015-01-31|iberia|Business\nClass|8",
    "4: 2015-02-30|klm||4",
  ]);
  writeFileSync(rejects, readFileSync(rejects, "utf8").replace(",8", ",4").replaceAll("02-30", "02-28"));
  expect(await importResponsesFile(deps, rejects, lounges)).toBe(0);
  expect(await db.responses(ctx)).toHaveLength(3);
});

test("a file of nothing but rejects ends with code 1", async () => {
  const { deps } = terminal();
  expect(await importResponsesFile(deps, fileOf(`${header}\n2015-01-31,iberia,,9\n`), lounges)).toBe(1);
  expect(await ctx.store.surveys.list()).toEqual([]);
});

test("rejects that cannot be written stop the import and are said", async () => {
  const { deps, text } = terminal();
  const file = fileOf(`${header}\n2015-01-31,iberia,,9\n2015-01-31,klm,,4\n`);
  mkdirSync(join(folder, "x.csv.rejected.csv"));
  expect(await importResponsesFile(deps, file, lounges)).toBe(1);
  expect(text()).toContain("./x.csv.rejected.csv cannot be written (EISDIR), so the import was stopped.");
  expect(readdirSync(folder)).toEqual(["x.csv", "x.csv.rejected.csv"]);
});

test("a file that is broken anywhere changes nothing", async () => {
  const { deps, text } = terminal();
  const good = "2015-01-31,iberia,,4\n".repeat(1_200);
  expect(await importResponsesFile(deps, fileOf(`${header}\n${good}2015-01-31,"klm,,4\n`), lounges)).toBe(1);
  expect(text()).toContain(
    "./x.csv cannot be imported: In the row that starts at line 1202 a quotation mark is opened and never closed. Nothing was imported.",
  );
  const latin1 = Buffer.from(`${header}\n${good}2015-01-31,Peña,,4\n`, "latin1");
  expect(await importResponsesFile(deps, fileOf(latin1), lounges)).toBe(1);
  expect(text()).toContain("Line 1202 is not UTF-8 text. Save the file as “CSV UTF-8” and try again.");
  expect(await db.responses(ctx)).toHaveLength(0);
  expect(await db.audit(ctx)).toEqual([]);
});

test("what cannot be begun is said in a sentence", async () => {
  const { deps, text } = terminal();
  expect(await importCustomersFile(deps, join(folder, "none.csv"))).toBe(1);
  expect(await importCustomersFile(deps, folder)).toBe(1);
  expect(await importCustomersFile(deps, fileOf("cliente raro\nx\n"))).toBe(1);
  expect(await importResponsesFile(deps, fileOf(`${header}\n`), lounges)).toBe(1);
  expect(await importResponsesFile(deps, fileOf(""), { ...lounges, instrument: "stars" })).toBe(1);
  await importResponsesFile(deps, fileOf(`${header}\n2015-01-31,iberia,,4\n`), lounges);
  expect(
    await importResponsesFile(deps, fileOf(`${header}\n2015-01-31,iberia,,4\n`), {
      ...lounges,
      instrument: "nps",
    }),
  ).toBe(1);
  for (const sentence of [
    "There is no file ./none.csv.",
    "cannot be read (EISDIR)",
    "The first line has no column “name”. It has: cliente raro.",
    "There are no rows below the header",
    "The value of “instrument” is missing or not allowed.",
    "“Lounges” asks another kind of question (csat).",
  ])
    expect(text()).toContain(sentence);
});

test.skipIf(!existsSync(LOUNGE))(
  "the real lounge ratings: 2,192 imported, 67 rejected by line, 93 customers",
  async () => {
    const file = join(folder, "lounge.csv");
    copyFileSync(LOUNGE, file);
    const { deps, text } = terminal();
    expect(await importResponsesFile(deps, file, lounges)).toBe(2);
    expect(text()).toContain(
      "2,192 answers imported into “Lounges”, 0 had been imported before; 93 customers added.",
    );
    expect(text()).toContain("line 2,142: The score 8 is not on the scale from 1 to 5.");
    const rejects = readFileSync(`${file}.rejected.csv`, "utf8").trimEnd().split("\r\n").slice(1);
    expect(rejects).toHaveLength(67);
    expect([rejects[0]?.split(",")[0], rejects.at(-1)?.split(",")[0]]).toEqual(["2142", "2258"]);

    const survey = await ctx.store.surveys.byKey("lounges");
    const year = (n: number) => new Date(Date.UTC(n, 0, 1));
    const counts = await ctx.store.surveys.histogram(survey?.id ?? "", year(2000), year(2020));
    const sum = (from: number) =>
      counts.filter(({ score }) => score >= from).reduce((total, { count }) => total + count, 0);
    expect([sum(4), sum(1)]).toEqual([964, 2192]);

    expect(await importResponsesFile(deps, file, lounges)).toBe(2);
    expect(text()).toContain(
      "0 answers imported into “Lounges”, 2,192 had been imported before; 0 customers added.",
    );
  },
);
