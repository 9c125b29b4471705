import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { expect, test } from "vitest";

type Import = { file: string; names: string; typeOnly: boolean };
type Source = { path: string; text: string; imports: Import[] };

/** Which of our folders each folder may import, besides itself. What is not named here is wiring. */
const mayImport: Record<string, string[]> = {
  domain: [],
  i18n: ["domain"],
  charts: ["i18n"],
  views: ["domain", "i18n", "charts"],
  bots: ["domain", "i18n", "charts", "views"],
  web: ["domain", "i18n", "charts", "views"],
  mail: ["domain", "i18n", "charts", "views"],
  cli: ["domain", "i18n", "charts", "views"],
  jobs: ["domain"],
  db: ["domain"],
};
const wiring = /^src\/(main|service)\.ts$|^src\/wiring\//;
const platforms = ["slack", "teams", "browser"];

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((name) => join("src", name).split(sep).join("/"))
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("src/db/generated/"))
  .map((path): Source => {
    const text = readFileSync(path, "utf8");
    return { path, text, imports: importsOf(path, text) };
  });

/** Everything a file imports: ours as a path below src, packages by name. */
function importsOf(path: string, text: string): Import[] {
  const statements = text.matchAll(
    /^[ \t]*(?:import|export)\s+(type\s)?[^"';]*?\bfrom\s*"([^"]+)"|^[ \t]*import()\s*"([^"]+)"|\bimport()\(\s*["'`]([^"'`$]+)["'`]/gm,
  );
  return [...statements].map((found) => {
    const specifier = found[2] ?? found[4] ?? found[6] ?? "";
    const names = specifier.startsWith(".")
      ? normalize(join(dirname(path), specifier))
          .split(sep)
          .join("/")
      : specifier;
    return { file: path, names, typeOnly: found[1] !== undefined };
  });
}

/** The folder below src that a file lies in; undefined for the files of src itself and for packages. */
function folderOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** The platform whose folder a file lies in. */
function platformOf(path: string): string | undefined {
  return platforms.find((platform) => path.startsWith(`src/bots/${platform}/`));
}

/** What the files of a folder may not have: none, or this is the list of offenders that the failure shows. */
function refuse(offenders: string[], todo: string): void {
  expect(offenders, `${todo}\n  ${offenders.join("\n  ")}`).toEqual([]);
}

const ours = sources.flatMap(({ imports }) => imports.filter(({ names }) => names.startsWith("src/")));
const packages = sources.flatMap(({ imports }) => imports.filter(({ names }) => !names.startsWith("src/")));
const told = ({ file, names }: Import) => `${file} imports ${names}`;

test("the reader of imports sees every kind of import", () => {
  const text = `import a from "./a.js";\nimport type { B,\n  C } from "../b.js";\nexport { d } from "d";\nimport "e";\nawait import("./f.js");\n * import x from "comment"`;
  expect(importsOf("src/x/y.ts", text).map(({ names, typeOnly }) => [names, typeOnly])).toEqual([
    ["src/x/a.js", false],
    ["src/b.js", true],
    ["d", false],
    ["e", false],
    ["src/x/f.js", false],
  ]);
  expect(sources.length).toBeGreaterThan(200);
  expect(ours.length).toBeGreaterThan(500);
});

test.each(Object.entries(mayImport))("src/%s imports, of ours, only itself and: %j", (folder, allowed) => {
  const offenders = ours.filter(({ file, names }) => {
    const target = folderOf(names);
    return folderOf(file) === folder && target !== folder && !allowed.includes(target ?? "");
  });
  refuse(
    offenders.map(told),
    `src/${folder} may import only ${[folder, ...allowed].join(", ")}. Move the shared part down into one of these, or hand it in from src/wiring:`,
  );
});

test("every folder of src has its place in the table of imports", () => {
  const folders = [...new Set(sources.flatMap(({ path }) => folderOf(path) ?? []))];
  refuse(
    folders.filter((folder) => folder !== "wiring" && !(folder in mayImport)),
    "Say in mayImport (test/architecture.test.ts) and in the design what this folder may import:",
  );
});

test("only the wiring imports the settings and the wiring", () => {
  const offenders = ours.filter(
    ({ file, names }) => !wiring.test(file) && /^src\/(config\.js|main\.js|service\.js|wiring\/)/.test(names),
  );
  refuse(offenders.map(told), "Take what is needed as an argument, and hand it in from src/wiring:");
});

test("i18n takes only types from the domain", () => {
  const offenders = ours.filter(
    ({ file, names, typeOnly }) => folderOf(file) === "i18n" && folderOf(names) === "domain" && !typeOnly,
  );
  refuse(offenders.map(told), "Write `import type`: the catalogues hold words, no rules:");
});

// They read no file and ask nobody; date-holidays is large and therefore required on first use, by way of node:module.
const calculating = ["zod", "luxon", "date-holidays", "node:crypto", "node:module"];

test("the domain uses no package but those that only calculate", () => {
  const offenders = packages.filter(
    ({ file, names }) => folderOf(file) === "domain" && !calculating.includes(names),
  );
  refuse(
    offenders.map(told),
    "The domain does no input or output. Ask for it through a store or the Context:",
  );
});

test("slack, teams and browser never meet, and nothing neutral knows them", () => {
  const offenders = ours.filter(({ file, names }) => {
    const target = platformOf(names);
    return folderOf(file) === "bots" && target !== undefined && target !== platformOf(file);
  });
  refuse(offenders.map(told), "Put what platforms share into src/bots or src/views:");
});

const homes: [string, RegExp, RegExp][] = [
  ["botbuilder", /^botbuilder|^botframework/, /^src\/bots\/teams\//],
  ["@slack/*", /^@slack\//, /^src\/bots\/slack\/|^src\/wiring\/check\.ts$/],
  ["@prisma/*", /^@prisma\//, /^src\/db\//],
  ["pg", /^pg$/, /^src\/db\/|^src\/jobs\/connections\.ts$|^src\/wiring\/check\.ts$/],
  ["bullmq", /^bullmq$/, /^src\/jobs\//],
  ["mailparser", /^mailparser$/, /^src\/mail\/inbound\//],
  ["nodemailer", /^nodemailer$/, /^src\/mail\/|^src\/wiring\/check\.ts$/],
];
test.each(homes)("%s is imported only where it belongs", (_name, pattern, home) => {
  const offenders = packages.filter(({ file, names }) => pattern.test(names) && !home.test(file));
  refuse(offenders.map(told), `It belongs in ${home}:`);
});

test("process.env is read in src/config.ts alone", () => {
  const offenders = sources.filter(
    ({ path, text }) =>
      path !== "src/config.ts" &&
      /process\s*(\?\.|\.)\s*env\b|\benv\b[^=;]*=\s*process\b|\["env"\]/.test(text),
  );
  refuse(
    offenders.map(({ path }) => path),
    "Add the setting to src/config.ts and take it as an argument:",
  );
});

const stores = sources.filter(({ path }) => path.startsWith("src/db/stores/"));
const statements = stores.flatMap(({ path, text }) =>
  [...text.matchAll(/\$(?:query|execute)Raw(?:<[^`]*?>)?`([^`]*)`/g)].map(([, sql = ""]) => ({ path, sql })),
);

test("every raw statement of a store names the organization and is fed the bound one", () => {
  const raws = stores.reduce(
    (total, { text }) => total + (text.match(/\$(query|execute)Raw/g)?.length ?? 0),
    0,
  );
  expect(statements.length, "a raw statement is written in a way that this test cannot read").toBe(raws);
  const offenders = statements.filter(({ sql }) => {
    if (/^SELECT pg_notify\(/.test(sql)) return false;
    const narrowed =
      sql.includes('"organizationId"') || /FROM "Organization" WHERE id = \$\{organizationId\}/.test(sql);
    // Each SELECT, UPDATE or DELETE of a statement is narrowed by itself or through what it is joined to.
    return !narrowed || !/\$\{organizationId\}::uuid/.test(sql);
  });
  refuse(
    offenders.map(({ path, sql }) => `${path}: ${sql.trim().split("\n")[0]}`),
    'Narrow it by "organizationId", given the id that the store is bound to (as uuid):',
  );
});

test("a store has no way round the binding", () => {
  const offenders = stores.filter(
    ({ text, imports }) =>
      /RawUnsafe|Prisma\.raw\b|\$extends|\bpool\b|\.query\(/.test(text) ||
      imports.some(({ names }) => names === "pg" || names.endsWith("/database.js")),
  );
  refuse(
    offenders.map(({ path }) => path),
    "A store works with the TenantClient it is given and tagged templates only:",
  );
});

test("only the directory, the ledger and the server's own files query a pool", () => {
  const allowed =
    /^src\/db\/(directory|answers|ledger|database|migrate|listen|backup|embedded)\.ts$|^src\/db\/(embedded|backup)\//;
  const offenders = sources.filter(
    ({ path, text, imports }) =>
      folderOf(path) === "db" &&
      !allowed.test(path) &&
      (imports.some(({ names }) => names === "pg") || /\b(pool|marks|client)\.query\(/.test(text)),
  );
  refuse(
    offenders.map(({ path }) => path),
    "Ask through a bound store; what crosses organizations belongs in src/db/directory.ts:",
  );
});

test("the unbound client is reached in src/db alone", () => {
  const allowed = /^src\/db\/(database|store|tenant|directory)\.ts$/;
  const offenders = sources.filter(
    ({ path, text }) => !allowed.test(path) && /\.prisma\b|\bPrismaClient\b/.test(text),
  );
  refuse(
    offenders.map(({ path }) => path),
    "Use storeFor(database, organizationId), or the Directory:",
  );
});

test("nothing writes to the console", () => {
  const offenders = sources.filter(({ text }) => /\bconsole\./.test(text));
  refuse(
    offenders.map(({ path }) => path),
    "Log with pino, or print through the `out` that the command line is given:",
  );
});

test("no file is longer than 300 lines, the catalogues aside", () => {
  const long = sources
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .filter(({ lines }) => lines > 300);
  refuse(
    long
      .filter(({ path }) => !/^src\/i18n\/(en|es)\.ts$/.test(path))
      .map(({ path, lines }) => `${path} has ${lines}`),
    "Split it by what its parts are for:",
  );
});
