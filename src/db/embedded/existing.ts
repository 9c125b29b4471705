import { setTimeout as delay } from "node:timers/promises";
import { type Addresses, addresses, ping } from "./access.js";
import { type Claim, readClaim } from "./claim.js";
import type { Place } from "./place.js";
import { isRunning } from "./processes.js";
import { endServer, findServer } from "./server.js";

/** Waits until the server of a living holder answers; nothing is returned when that holder goes away instead. */
export async function join(
  place: Place,
  held: Claim,
  log: (line: string) => void,
): Promise<Addresses | undefined> {
  log(`Process ${held.holder.pid} runs the database of ${place.dataDir} already; joining it.`);
  let giveUpAt: number | undefined;
  for (;;) {
    const now = readClaim(place.home);
    // Whoever held it has ended or stopped: the folder is free to be claimed.
    if (now?.id !== held.id || now.released || !isRunning(now.holder)) return undefined;
    if (now.ready && now.socketDir) {
      const urls = addresses(place, now.socketDir);
      const failure = await ping(urls.adminUrl);
      if (!failure) return urls;
      giveUpAt ??= Date.now() + 30_000;
      if (Date.now() > giveUpAt)
        throw new Error(
          `Process ${now.holder.pid} runs the database of ${place.dataDir}, but it cannot be reached ` +
            `(${failure.message}). Stop that process and start again.`,
        );
    }
    await delay(50);
  }
}

/** Finds a server that lost the process it was started by; one that is about to end is waited for instead. */
export async function orphan(place: Place, previous: Claim[], log: (line: string) => void) {
  const found = findServer(place);
  if (!found) return undefined;
  const ending = previous.some(({ guardian }) => isRunning(guardian));
  if (!ending && (await answersForLong(addresses(place, found.socketDir).adminUrl))) {
    log(
      `Taking over the database server that an earlier run has left behind (process ${found.process.pid}).`,
    );
    return found;
  }
  log("An earlier run's database server is still ending; waiting for it.");
  await endServer(found.process);
  return undefined;
}

// A server whose guardian has just begun to end it may still answer a first time.
async function answersForLong(url: string): Promise<boolean> {
  if (await ping(url)) return false;
  await delay(500);
  return (await ping(url)) === undefined;
}
