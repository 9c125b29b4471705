import { type ChildProcess, execFileSync, fork, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { freePort } from "../test/support/redis.js";

/** The checkout; benches run from dist-bench/bench. */
export const root = new URL("../../", import.meta.url).pathname;

const READY_MS = 60_000;
const LOOK_MS = 10;

/** A process of ours that serves HTTP on loopback. */
export type HttpServer = { pid: number; url: string; stop(): Promise<void> };

const children = new Set<ChildProcess>();

/** Ends whatever we started and has not been ended. */
export async function endAll(): Promise<void> {
  await Promise.all([...children].map(end));
}

function known(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Where a compiled bench file is. */
export function compiled(name: string): string {
  return new URL(`./${name}.js`, import.meta.url).pathname;
}

/** What a process of ours may know: no setting of whoever runs the bench reaches it. */
export function cleanEnv(settings: Record<string, string>): Record<string, string> {
  const { PATH = "", HOME = "", TMPDIR = "" } = process.env;
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...settings };
}

/** Starts a Node program that listens on PORT, and waits until its /readyz says 200. */
export async function startServer(program: string[], settings: Record<string, string>): Promise<HttpServer> {
  const port = await freePort();
  const env = cleanEnv({ NODE_ENV: "production", LOG_LEVEL: "warn", PORT: String(port), ...settings });
  const options: SpawnOptions = { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] };
  const child = known(spawn(process.execPath, program, options));
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(url, child);
  } catch (error) {
    await end(child);
    throw error;
  }
  return { pid: child.pid ?? 0, url, stop: () => end(child) };
}

/** Starts the product itself, as `npm start` does but without npm. */
export function startProduct(settings: Record<string, string>): Promise<HttpServer> {
  return startServer(["dist/main.js", "start"], { ROLES: "web", LOCAL_CHAT: "off", ...settings });
}

/** Brings a database up to date by the product's own command. */
export function migrateProduct(settings: Record<string, string>): void {
  const env = cleanEnv({ LOCAL_CHAT: "off", ...settings });
  execFileSync(process.execPath, ["dist/main.js", "migrate"], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Waits until a server says that it can work; fails once its process has ended. */
export async function ready(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + READY_MS;
  while (performance.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    if (child.exitCode !== null)
      throw new Error(`a process ended with ${child.exitCode} before it was ready`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new Error("a process was not ready in time");
}

/** A process of ours that is asked for one figure after the other. */
export type Worker = { measure(count: number): Promise<number>; stop(): Promise<void> };

/** Starts a bench file of its own process that answers each count it is sent with a figure. */
export async function startWorker(name: string, settings: Record<string, string>): Promise<Worker> {
  const env = cleanEnv({ NODE_ENV: "production", ...settings });
  const child = known(fork(compiled(name), { cwd: root, env }));
  const answer = () =>
    new Promise<unknown>((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", (code) => reject(new Error(`${name} ended with ${code}`)));
    });
  await answer();
  return {
    async measure(count) {
      const answered = answer();
      child.send(count);
      return Number(await answered);
    },
    stop: () => end(child),
  };
}

/** The other side of `startWorker`: says that it is ready and measures what it is asked for. */
export function serveWorker(measure: (count: number) => Promise<number>): void {
  process.on("message", async (count) => process.send?.(await measure(Number(count))));
  process.once("SIGTERM", () => process.exit());
  process.once("disconnect", () => process.exit());
  process.send?.("ready");
}

/** Ends a process that we started, by its id, and waits until it has gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** Resident memory of a process in MB, where the system tells (Linux). */
export function residentMb(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const [, kB] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, "utf8")) ?? [];
  return kB ? Number(kB) / 1024 : undefined;
}
