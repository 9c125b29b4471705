import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { removeEmbedded } from "../src/db/embedded.js";
import { freePort } from "../test/support/redis.js";
import type { Backends } from "./backends.js";
import { limitRow, median, type Row } from "./measure.js";
import { cleanEnv, ready, root } from "./processes.js";

const ROUNDS = 5;
const SECONDS = 3;

/** Seconds from `npm start` until /readyz says 200, on an embedded database that is there already. */
export async function benchStart(backends: Backends): Promise<Row[]> {
  const dataDir = join(backends.folder, "start");
  try {
    await startOnce(dataDir);
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) seconds.push(await startOnce(dataDir));
    return [limitRow("npm start until ready", median(seconds), "s", SECONDS)];
  } finally {
    removeEmbedded(dataDir);
  }
}

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const env = cleanEnv({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "error" });
  const began = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  const gone = once(child, "exit");
  try {
    await ready(`http://127.0.0.1:${port}`, child);
    return (performance.now() - began) / 1_000;
  } finally {
    // npm and the service it runs are one process group, which a Ctrl-C would reach as a whole.
    process.kill(-(child.pid ?? 0), "SIGINT");
    await gone;
  }
}
