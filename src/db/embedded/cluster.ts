import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { passwordsOf } from "./access.js";
import type { Binaries } from "./binaries.js";
import { runGuarded } from "./guardian.js";
import type { Place } from "./place.js";
import { lastWords, openLog } from "./serverLog.js";

/** Refuses, in words, a database that another major version of PostgreSQL has written. */
export function refuseOtherMajor(place: Place, major: number): void {
  const file = join(place.pgdata, "PG_VERSION");
  if (!existsSync(file)) return;
  const written = Number(readFileSync(file, "utf8"));
  if (written === major) return;
  throw new Error(
    `The database in ${place.home} was written by PostgreSQL ${written}, but this version of Enfoque brings ` +
      `PostgreSQL ${major}. Nothing was changed. Go back to the version you ran before, make a backup with it, ` +
      "then start this version with another DATA_DIR and restore that backup there.",
  );
}

/** Creates the database files where there are none; they appear whole or not at all. */
export async function ensureCluster(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  removeUnfinished(place);
  if (existsSync(place.pgdata)) return;
  const fresh = `${place.pgdata}.new-${randomBytes(6).toString("hex")}`;
  const passwordFile = `${fresh}.password`;
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, passwordsOf(place).postgres, { mode: 0o600, flag: "wx" });
  if (place.account)
    for (const path of [fresh, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
  const log = openLog(place);
  try {
    const command = [binaries.initdb, "-D", fresh, "-U", "postgres", "-A", "scram-sha-256"];
    command.push("-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
    command.push(`--pwfile=${passwordFile}`, ...(durable ? [] : ["--no-sync"]));
    const failure = await runGuarded(place, command, log.file).ended;
    if (failure)
      throw new Error(
        `PostgreSQL could not create a database in ${place.home} (${failure}):\n${lastWords(log)}\n` +
          "Put this right, or set DATABASE_URL to a PostgreSQL server of your own.",
      );
    renameSync(fresh, place.pgdata);
  } finally {
    rmSync(passwordFile, { force: true });
    removeTree(fresh);
    closeSync(log.file);
  }
  removeUnfinished(place);
}

// Looked for twice: what another starter left may have grown again while the first look removed it.
function removeUnfinished({ home }: Place): void {
  for (const name of readdirSync(home)) if (name.startsWith("pgdata.new")) removeTree(join(home, name));
}

// An initdb whose starter was killed may still be writing for a moment.
function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
}
