import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Claim } from "../../src/db/embedded/claim.js";
import { openPlace } from "../../src/db/embedded/place.js";
import { isRunning, lookUp, nameOf, type ProcessName, pidSpace } from "../../src/db/embedded/processes.js";
import { findServer } from "../../src/db/embedded/server.js";
import { type EmbeddedServer, removeEmbedded, startEmbedded, urlFor } from "../../src/db/embedded.js";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const scratch = mkdtempSync(join(tmpdir(), "embedded-test-"));
const dataDir = join(scratch, "data");
const folders = [dataDir];
const servers: EmbeddedServer[] = [];
const children: ChildProcess[] = [];

const CHILD = `
import pg from "pg";
import { startEmbedded } from "./embedded.js";
const server = await startEmbedded({ dataDir: process.argv[2], durable: false });
process.on("SIGTERM", async () => { await server.stop(); process.exit(0); });
process.on("SIGINT", async () => {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("insert into note values ('after Ctrl-C')");
  await client.end();
  console.log("{}");
});
setInterval(() => {}, 1000);
console.log(JSON.stringify({ url: server.url }));
`;

beforeAll(async () => {
  // The child processes run what tsc makes of the sources; nothing else here turns TypeScript into a program.
  const options = [
    "--ignoreConfig",
    "--noCheck",
    "--outDir",
    scratch,
    "--rootDir",
    "src/db",
    "--skipLibCheck",
  ];
  options.push("--module", "nodenext", "--target", "es2023", "--types", "node");
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "src/db/embedded.ts", ...options]);
  symlinkSync(resolve("node_modules"), join(scratch, "node_modules"));
  writeFileSync(join(scratch, "package.json"), '{"type":"module"}');
  writeFileSync(join(scratch, "child.js"), CHILD);
  const server = await startEmbedded({ dataDir, durable: false });
  await query(server.url, "create table note (text text)");
  await query(server.url, "insert into note values ('kept')");
  await server.stop();
});

afterEach(async () => {
  for (const child of children.splice(0)) await end(child, "SIGTERM");
  for (const server of servers.splice(0)) await server.stop();
});

afterAll(() => {
  for (const folder of folders) removeEmbedded(folder);
  rmSync(scratch, { recursive: true });
});

/** A data folder of its own, for a test that needs to see the first start. */
function freshFolder(): string {
  const folder = join(scratch, `fresh-${folders.length}`);
  folders.push(folder);
  return folder;
}

async function start(folder = dataDir, log: string[] = []): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir: folder, durable: false, log: (line) => log.push(line) });
  servers.push(server);
  return server;
}

/** Runs `startEmbedded` in a process of its own. */
function startChild(folder = dataDir): ChildProcess {
  const child = spawn(process.execPath, [join(scratch, "child.js"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  children.push(child);
  return child;
}

async function nextLine(child: ChildProcess): Promise<{ url: string }> {
  if (!child.stdout) throw new Error("no output");
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, "line", { signal: AbortSignal.timeout(10_000) });
  lines.close();
  return JSON.parse(line);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

async function until(what: string, check: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!check()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await delay(5);
  }
}

function running(folder = dataDir): { process: ProcessName; socketDir: string } {
  const server = findServer(openPlace(folder));
  if (!server) throw new Error("no server runs");
  return server;
}

/** Who holds the folder now: the newest of the numbered files. */
function owner(folder = dataDir): { file: string; claim: Claim } {
  const { home } = openPlace(folder);
  const numbers = readdirSync(home).flatMap((name) => /^owner-(\d+)\.json$/.exec(name)?.[1] ?? []);
  const file = join(home, `owner-${Math.max(...numbers.map(Number))}.json`);
  return { file, claim: JSON.parse(readFileSync(file, "utf8")) };
}

/** Writes a claim as if somebody else had made it last. */
function forgeOwner(claim: Pick<Claim, "space" | "holder">): void {
  writeFileSync(owner().file, JSON.stringify({ id: "forged", ...claim }));
}

describe("starting and stopping", () => {
  test("the first start makes a database, and what was written is there after the next one", async () => {
    const folder = freshFolder();
    const first = await start(folder);
    await query(first.url, "create table diary (page text)");
    await query(first.url, "insert into diary values ('kept')");
    const { process: server, socketDir } = running(folder);
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    expect(isRunning(server)).toBe(false);
    expect(existsSync(socketDir)).toBe(false);
    expect(owner(folder).claim.released).toBe(true);

    const second = await start(folder);
    expect(await query(second.url, "select page from diary")).toEqual(["kept"]);
    expect(second.url.split("?")[0]).toBe(first.url.split("?")[0]);
  });

  test("the ordinary role owns its database and is no superuser", async () => {
    const server = await start();
    const role =
      "select rolsuper or rolcreaterole or rolcreatedb or rolreplication from pg_roles where rolname = current_user";
    expect(await query(server.url, role)).toEqual([false]);
    expect(await query(server.url, "select current_user, current_database()")).toEqual([
      "enfoque",
      "enfoque",
    ]);
    await expect(query(server.url, "create role other")).rejects.toThrow("permission denied");
    expect(
      await query(server.adminUrl, "select rolsuper from pg_roles where rolname = current_user"),
    ).toEqual([true]);
  });

  test("another database on the same server is reached with urlFor", async () => {
    const server = await start();
    await query(server.adminUrl, 'create database "copy of it" owner enfoque');
    expect(await query(urlFor(server, "copy of it"), "select current_database()")).toEqual(["copy of it"]);
    await query(server.adminUrl, 'drop database "copy of it"');
  });

  test("passwords and data are for this user's eyes, and a wrong password is refused", async () => {
    const server = await start();
    const { home, pgdata } = openPlace(dataDir);
    for (const file of [join(home, "passwords.json"), join(home, "server.log"), owner().file])
      expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600]);
    expect(statSync(pgdata).mode & 0o777).toBe(0o700);
    expect(statSync(running().socketDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(home).filter((name) => name.startsWith("pgdata.new"))).toEqual([]);
    const guessed = new URL(server.url);
    guessed.password = "guessed";
    await expect(query(guessed.href, "select 1")).rejects.toThrow("password authentication failed");
  });

  test("the server listens on no network port", async () => {
    const server = await start();
    expect(await query(server.adminUrl, "show listen_addresses")).toEqual([""]);
  });

  test("data written safely is the default, and tests may give it up", async () => {
    const quick = await start();
    expect(
      await query(quick.url, "select current_setting('fsync'), current_setting('synchronous_commit')"),
    ).toEqual(["off", "off"]);
    await quick.stop();
    const safe = await startEmbedded({ dataDir });
    servers.push(safe);
    expect(
      await query(safe.url, "select current_setting('fsync'), current_setting('full_page_writes')"),
    ).toEqual(["on", "on"]);
  });

  test("Ctrl-C in the terminal reaches our process and not the database", async () => {
    const child = startChild();
    const { url } = await nextLine(child);
    process.kill(-(child.pid ?? 0), "SIGINT");
    await nextLine(child);
    expect(await query(url, "select text from note")).toContain("after Ctrl-C");
  });
});

describe("after a process was killed", () => {
  test("kill -9 ends the server too, and the next start finds the data and nothing in its way", async () => {
    const child = startChild();
    const { url } = await nextLine(child);
    await query(url, "insert into note values ('before the kill')");
    const { process: server, socketDir } = running();
    await end(child, "SIGKILL");
    await until("the server has ended", () => !isRunning(server));
    await until("its socket folder is gone", () => !existsSync(socketDir));
    const next = await start();
    expect(await query(next.url, "select text from note")).toContain("before the kill");
  });

  test("a start right after kill -9 waits for the old server instead of using it", async () => {
    const child = startChild();
    await nextLine(child);
    const { process: server } = running();
    await end(child, "SIGKILL");
    const next = await start();
    expect(isRunning(server)).toBe(false);
    expect(await query(next.url, "select 1")).toEqual([1]);
  });

  test("kill -9 while the database is being made leaves nothing half done", async () => {
    const folder = freshFolder();
    const child = startChild(folder);
    const { home } = openPlace(folder);
    await until("initdb is at work", () =>
      readdirSync(home).some((name) => name.startsWith("pgdata.new") && existsSync(join(home, name, "base"))),
    );
    await end(child, "SIGKILL");
    const next = await start(folder);
    expect(await query(next.url, "select current_user")).toEqual(["enfoque"]);
    expect(readdirSync(home).filter((name) => name.startsWith("pgdata.new"))).toEqual([]);
  });

  test("a server whose every guardian was killed is taken over, and stop() ends it", async () => {
    const child = startChild();
    await nextLine(child);
    const { process: server, socketDir } = running();
    const guardian = owner().claim.guardian?.pid ?? 0;
    const table = execFileSync("ps", ["-A", "-o", "pid=", "-o", "ppid="], { encoding: "utf8" });
    const rows = table
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number));
    const watchers = rows.filter(([pid, parent]) => parent === guardian && pid !== server.pid);
    for (const [pid] of watchers) process.kill(pid ?? 0, "SIGKILL");
    process.kill(guardian, "SIGKILL");
    await end(child, "SIGKILL");

    const next = await start();
    expect(running().process).toEqual(server);
    expect(await query(next.url, "select text from note")).toContain("kept");
    await next.stop();
    expect(isRunning(server)).toBe(false);
    expect(existsSync(socketDir)).toBe(false);
  });

  test("a pid file that names a stranger's process does not block the start", async () => {
    const { pgdata } = openPlace(dataDir);
    writeFileSync(
      join(pgdata, "postmaster.pid"),
      `${process.pid}\n${pgdata}\n1\n5432\n/tmp\n\n  1 1\nready   \n`,
    );
    const next = await start();
    expect(await query(next.url, "select 1")).toEqual([1]);
  });

  test("a pid file and an owner that are zombies do not block the start", async () => {
    const parent = spawn("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 100"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    children.push(parent);
    const pid = Number(await nextLine(parent));
    await until("the process is a zombie", () => lookUp(pid) === undefined);
    expect(process.kill(pid, 0)).toBe(true);
    const { pgdata } = openPlace(dataDir);
    writeFileSync(join(pgdata, "postmaster.pid"), `${pid}\n${pgdata}\n1\n5432\n/tmp\n\n  1 1\nready   \n`);
    forgeOwner({ space: pidSpace(), holder: { pid, startedAt: "1" } });
    const next = await start();
    expect(await query(next.url, "select 1")).toEqual([1]);
  });

  test("an owner whose pid now belongs to another process does not block the start", async () => {
    forgeOwner({ space: pidSpace(), holder: { pid: process.pid, startedAt: "0" } });
    expect(await query((await start()).url, "select 1")).toEqual([1]);
  });

  test("an owner in a container that is gone does not block the start", async () => {
    forgeOwner({ space: "far away", holder: nameOf(process.pid) });
    utimesSync(owner().file, 1, 1);
    expect(await query((await start()).url, "select 1")).toEqual([1]);
  });

  test("a damaged owner file does not block the start", async () => {
    writeFileSync(owner().file, "");
    expect(await query((await start()).url, "select 1")).toEqual([1]);
  });
});

describe("two starters", () => {
  test("the second joins, and its stop() leaves the server to the first", async () => {
    const child = startChild();
    await nextLine(child);
    const joined = await start();
    expect(await query(joined.url, "select text from note")).toContain("kept");
    await joined.stop();
    expect(await query(joined.url, "select 1")).toEqual([1]);
  });

  test("starts that race on an empty folder end with one server for all", async () => {
    const folder = freshFolder();
    const racing = [startChild(folder), startChild(folder), startChild(folder)];
    const here = await Promise.all([start(folder), start(folder)]);
    const urls = [...here, ...(await Promise.all(racing.map(nextLine)))].map(({ url }) => url);
    expect(new Set(urls).size).toBe(1);
    expect(await query(urls[0] ?? "", "select current_user")).toEqual(["enfoque"]);
  });

  test("starts that race for a dead owner's folder end with one server for all", async () => {
    const child = startChild();
    await nextLine(child);
    await end(child, "SIGKILL");
    const started = await Promise.all([start(), start(), start()]);
    expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  });

  test("a folder in use by another container is refused in words", async () => {
    forgeOwner({ space: "far away", holder: { pid: 1, startedAt: "1" } });
    const { file } = owner();
    const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), 100);
    try {
      await expect(start()).rejects.toThrow(
        /Another machine or container is using the database .* Stop it first/,
      );
    } finally {
      clearInterval(heartbeat);
      utimesSync(file, 1, 1);
    }
  });
});

describe("removing a scratch database", () => {
  test("is refused while it runs and takes everything with it afterwards", async () => {
    const folder = freshFolder();
    const server = await start(folder);
    const { home } = openPlace(folder);
    expect(() => removeEmbedded(folder)).toThrow(/is running. Stop it/);
    await server.stop();
    removeEmbedded(folder);
    expect([existsSync(home), existsSync(folder)]).toEqual([false, false]);
  });
});

describe("what a person has to put right", () => {
  test("a database of another PostgreSQL version is refused and left as it is", async () => {
    const { home, pgdata } = openPlace(dataDir);
    const file = join(pgdata, "PG_VERSION");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, "17\n");
    const listing = readdirSync(home).sort();
    try {
      await expect(start()).rejects.toThrow(/written by PostgreSQL 17.*Nothing was changed.*restore/s);
      expect(readdirSync(home).sort()).toEqual(listing);
    } finally {
      writeFileSync(file, before);
    }
  });

  test("lost passwords are named, and the folder is free again afterwards", async () => {
    const file = join(openPlace(dataDir).home, "passwords.json");
    const before = readFileSync(file);
    rmSync(file);
    await expect(start()).rejects.toThrow(/passwords is not \(.*passwords.json\). Put it back/);
    expect(owner().claim.released).toBe(true);
    writeFileSync(file, before, { mode: 0o600 });
  });

  test("a server that cannot start says why, with its own last words", async () => {
    const file = join(openPlace(dataDir).pgdata, "postgresql.conf");
    const before = readFileSync(file);
    writeFileSync(file, "no_such_setting = 1\n");
    try {
      await expect(start()).rejects.toThrow(/did not start.*no_such_setting.*server\.log/s);
      expect(owner().claim.released).toBe(true);
    } finally {
      writeFileSync(file, before);
    }
  });

  test("a data folder that cannot be made is named", async () => {
    const file = join(scratch, "a file");
    writeFileSync(file, "");
    await expect(startEmbedded({ dataDir: join(file, "data") })).rejects.toThrow(/cannot be used .*DATA_DIR/);
  });

  test.runIf(process.getuid?.() === 0)("root finds a pointer to where its data lives", async () => {
    await start();
    expect(readFileSync(join(dataDir, "README.txt"), "utf8")).toContain(openPlace(dataDir).home);
  });

  test.runIf(process.getuid?.() === 0)("root refuses data that an ordinary user made", async () => {
    const folder = join(scratch, "made by a user");
    mkdirSync(join(folder, "postgres", "pgdata"), { recursive: true });
    execFileSync("chown", ["-R", "nobody", folder]);
    await expect(startEmbedded({ dataDir: folder })).rejects.toThrow(
      /belongs to another user .* Start Enfoque as that user/,
    );
  });
});
