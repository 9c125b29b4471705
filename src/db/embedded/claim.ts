import { randomUUID } from "node:crypto";
import {
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isRunning, nameOf, type ProcessName, pidSpace } from "./processes.js";

/** Who answers for the server of a data folder. */
export type Claim = {
  id: string;
  space: string;
  holder: ProcessName;
  /** The shell that ends the server when its holder dies. */
  guardian?: ProcessName;
  socketDir?: string;
  ready?: boolean;
  released?: boolean;
};
export type Hold = {
  /** What dead holders left behind. */
  previous: Claim[];
  /** Forgets them, once it has been cleared away. */
  forgetPrevious(): void;
  update(change: Partial<Claim>): void;
  release(): void;
};

// Claims are numbered files, and the highest number counts. A successor makes the next number, which fails when
// somebody else was quicker; it is never taken back, only marked as released. So no claim is ever broken.
const FILE = /^owner-(\d+)\.json$/;
const HEARTBEAT_MS = 1_000;
const SILENT_MS = 6_000;

/** Claims the database in `home`, unless a living process holds it. */
export async function takeClaim(
  home: string,
  log: (line: string) => void,
): Promise<{ hold: Hold } | { heldBy: Claim }> {
  const claim: Claim = { id: randomUUID(), space: pidSpace(), holder: nameOf(process.pid) };
  for (;;) {
    const highest = numbers(home).at(-1) ?? 0;
    const found = read(home, highest);
    if (found && (await isHeld(home, highest, found, log))) return { heldBy: found };
    if (!create(home, highest + 1, claim)) continue;
    // We may have been asleep since we looked, while others came and went.
    if (numbers(home).at(-1) === highest + 1) return { hold: holdOn(home, highest + 1, claim) };
    rmSync(fileOf(home, highest + 1), { force: true });
  }
}

/** Reads who holds the database in `home` now. */
export function readClaim(home: string): Claim | undefined {
  return read(home, numbers(home).at(-1) ?? 0);
}

function holdOn(home: string, number: number, claim: Claim): Hold {
  const file = fileOf(home, number);
  const older = numbers(home).filter((other) => other < number);
  const heartbeat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // A missed beat is made up for by the next one.
    }
  }, HEARTBEAT_MS).unref();
  const update = (change: Partial<Claim>) => {
    Object.assign(claim, change);
    // The folder may be gone, or another container may rightly have taken us for dead.
    if (read(home, number)?.id === claim.id) renameSync(writeBeside(file, claim), file);
  };
  return {
    previous: older.flatMap((other) => read(home, other) ?? []).filter(({ released }) => !released),
    forgetPrevious() {
      for (const other of older) rmSync(fileOf(home, other), { force: true });
      const torn = readdirSync(home).filter((name) => /^owner-\d+\.json\./.test(name));
      for (const name of torn.filter((one) => Date.now() - modifiedAt(join(home, one)) > 60_000))
        rmSync(join(home, name), { force: true });
    },
    update,
    release() {
      clearInterval(heartbeat);
      update({ released: true });
    },
  };
}

async function isHeld(
  home: string,
  number: number,
  found: Claim,
  log: (line: string) => void,
): Promise<boolean> {
  if (found.released) return false;
  if (found.space === pidSpace()) return isRunning(found.holder);
  const beat = modifiedAt(fileOf(home, number));
  if (Date.now() - beat > 2 * SILENT_MS) return false;
  log("The data folder was in use by another machine or container just now; looking whether it still is.");
  const end = Date.now() + SILENT_MS;
  while (Date.now() < end) {
    await delay(HEARTBEAT_MS / 4);
    if (modifiedAt(fileOf(home, number)) === beat) continue;
    const now = read(home, number);
    if (!now || now.released) return false;
    // Pids and sockets of another container cannot be seen from here, and two servers would ruin the data.
    throw new Error(
      `Another machine or container is using the database in ${home} right now. Stop it first, ` +
        "or give each its own DATA_DIR, or give both the same DATABASE_URL.",
    );
  }
  return false;
}

function numbers(home: string): number[] {
  const found = readdirSync(home).flatMap((name) => FILE.exec(name)?.[1] ?? []);
  return found.map(Number).sort((a, b) => a - b);
}

function fileOf(home: string, number: number): string {
  return join(home, `owner-${number}.json`);
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** A missing or damaged file is a dead claim: nobody living leaves one. */
function read(home: string, number: number): Claim | undefined {
  try {
    const claim = JSON.parse(readFileSync(fileOf(home, number), "utf8")) as Claim;
    return typeof claim.holder?.pid === "number" ? claim : undefined;
  } catch {
    return undefined;
  }
}

// A hard link appears together with its content, and fails where the name is taken.
function create(home: string, number: number, claim: Claim): boolean {
  const temporary = writeBeside(fileOf(home, number), claim);
  try {
    linkSync(temporary, fileOf(home, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(temporary);
  }
}

function writeBeside(file: string, claim: Claim): string {
  const temporary = `${file}.${claim.id}`;
  writeFileSync(temporary, JSON.stringify(claim), { mode: 0o600 });
  return temporary;
}
