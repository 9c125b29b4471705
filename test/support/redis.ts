import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { eventually } from "./eventually.js";

export type RedisServer = { url: string; pid: number; stop(): Promise<void>; restart(): Promise<void> };

/** Starts a redis-server process of our own on a free loopback port; what it holds survives a restart. */
export async function startRedis(binary = "redis-server"): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), "enfoque-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child = await launch(binary, port, dir, url);
  return {
    url,
    get pid() {
      return child.pid ?? 0;
    },
    async stop() {
      await end(child);
      rmSync(dir, { recursive: true, force: true });
    },
    async restart() {
      await end(child);
      child = await launch(binary, port, dir, url);
    },
  };
}

async function launch(binary: string, port: number, dir: string, url: string): Promise<ChildProcess> {
  const options = [
    "--bind",
    "127.0.0.1",
    "--port",
    String(port),
    "--dir",
    dir,
    "--appendonly",
    "yes",
    "--save",
    "",
  ];
  const child = spawn(binary, options, { stdio: "ignore" });
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: null });
  client.on("error", () => undefined);
  await eventually(async () => {
    if (client.status !== "ready") await client.connect();
    return client.ping();
  });
  client.disconnect();
  return child;
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
