import { randomBytes } from "node:crypto";
import { chownSync, closeSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Binaries } from "./binaries.js";
import { type Guardian, runGuarded } from "./guardian.js";
import type { Place } from "./place.js";
import { isRunning, lookUp, nameOf, type ProcessName, signal, waitUntil } from "./processes.js";
import { lastWords, openLog } from "./serverLog.js";

const SETTINGS = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "200",
  shared_buffers: "128MB",
  // Replication is not offered, so the log need not carry what replicas want.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_logical_replication_workers: "0",
  // Containers have a /dev/shm of 64 MB, which parallel queries overrun.
  max_parallel_workers_per_gather: "0",
  timezone: "UTC",
  log_timezone: "UTC",
  // Errors of statements reach the caller; in the log they would be personal data at rest.
  log_min_messages: "log",
  log_checkpoints: "off",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};
const NOT_DURABLE = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/** Finds the server that runs on this data now, by its pid file and by what really runs under that pid. */
export function findServer(
  place: Place,
): { process: ProcessName; socketDir: string; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(place.pgdata, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    if (!`${lookUp(pid)?.command} `.includes(` ${place.pgdata} `)) return undefined;
    return { process: nameOf(pid), socketDir: lines[4] ?? "", ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Draws a name for a socket folder; noting it before it exists means that none is ever left behind. */
export function nameSocketDir(): string {
  // Not os.tmpdir(): a socket's path may have 103 bytes, and root's own folder is closed to the server.
  return `/tmp/enfoque-${randomBytes(6).toString("hex")}`;
}

function makeSocketDir(place: Place, folder: string): void {
  mkdirSync(folder, { mode: 0o700 });
  if (place.account) chownSync(folder, place.account.uid, place.account.gid);
}

/** Removes a socket folder, and only what looks like one of ours. */
export function removeSocketDir(folder: string | undefined): void {
  if (folder && /^\/tmp\/enfoque-[0-9a-f]{12}$/.test(folder))
    rmSync(folder, { recursive: true, force: true });
}

/** Starts the server and waits until it takes connections; `onSpawn` learns the guardian at once. */
export async function launch(
  place: Place,
  binaries: Binaries,
  options: { socketDir: string; durable: boolean; log: (line: string) => void },
  onSpawn: (guardian: Guardian) => void,
): Promise<ProcessName> {
  const settings = { ...SETTINGS, unix_socket_directories: options.socketDir };
  const all = Object.entries(options.durable ? settings : { ...settings, ...NOT_DURABLE });
  const command = [
    binaries.postgres,
    "-D",
    place.pgdata,
    ...all.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    rmSync(join(place.pgdata, "postmaster.pid"), { force: true });
    makeSocketDir(place, options.socketDir);
    const output = openLog(place);
    try {
      const guardian = runGuarded(place, command, output.file, options.socketDir);
      onSpawn(guardian);
      const server = await untilReady(place, guardian, options.log);
      if (server) return server;
      const words = lastWords(output);
      // Connections of a server that was killed may need a moment to notice it.
      if (!words.includes("pre-existing shared memory block") || Date.now() > giveUpAt)
        throw new Error(
          `The database server did not start. Its last words:\n${words}\nThe whole log is in ${output.path}. ` +
            "Put this right and start again, or set DATABASE_URL to a PostgreSQL server of your own.",
        );
      removeSocketDir(options.socketDir);
      await delay(100);
    } finally {
      closeSync(output.file);
    }
  }
}

async function untilReady(place: Place, guardian: Guardian, log: (line: string) => void) {
  let ended = false;
  void guardian.ended.then(() => {
    ended = true;
  });
  const check = () => ended || findServer(place)?.ready === true;
  // Recovery after a crash takes as long as it takes; stopping it would only mean starting it over.
  while (!(await waitUntil(check, 10_000)))
    log("The database is still getting ready, perhaps after a crash.");
  return ended ? undefined : findServer(place)?.process;
}

/** Ends a server in order, its clients' connections included, and waits until it is gone. */
export async function endServer(server: ProcessName): Promise<void> {
  const gone = () => !isRunning(server);
  if (gone()) return;
  signal(server.pid, "SIGINT");
  if (await waitUntil(gone, 60_000)) return;
  // The write-ahead log makes this safe; the next start recovers.
  signal(server.pid, "SIGQUIT");
  if (await waitUntil(gone, 15_000)) return;
  throw new Error(
    `The database server (process ${server.pid}) does not end. End it by hand, then start again.`,
  );
}
