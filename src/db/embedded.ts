import { rmSync } from "node:fs";
import { addresses, ensureRole } from "./embedded/access.js";
import { type Binaries, findBinaries } from "./embedded/binaries.js";
import { type Hold, takeClaim } from "./embedded/claim.js";
import { ensureCluster, refuseOtherMajor } from "./embedded/cluster.js";
import { join, orphan } from "./embedded/existing.js";
import { type Guardian, guard } from "./embedded/guardian.js";
import { openPlace, type Place } from "./embedded/place.js";
import { isRunning, type ProcessName } from "./embedded/processes.js";
import { endServer, findServer, launch, nameSocketDir, removeSocketDir } from "./embedded/server.js";

export type EmbeddedServer = {
  /** As the ordinary role `enfoque`, in its database. */
  url: string;
  /** As the superuser, only for creating databases and test templates. */
  adminUrl: string;
  dataDir: string;
  stop(): Promise<void>;
};
export type EmbeddedOptions = {
  dataDir: string;
  /** False gives up safety against power cuts for speed; for tests. */
  durable?: boolean;
  log?: (line: string) => void;
};
type Settings = { durable: boolean; log: (line: string) => void };

/**
 * Starts the PostgreSQL server of a data folder. Where another living process runs it already, joins: `stop()`
 * then leaves it running, and it ends for both when that process ends it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const settings = { durable: options.durable ?? true, log: options.log ?? (() => {}) };
  const place = openPlace(options.dataDir);
  const binaries = await findBinaries(place);
  refuseOtherMajor(place, binaries.major);
  for (;;) {
    const claim = await takeClaim(place.home, settings.log);
    if ("heldBy" in claim) {
      const urls = await join(place, claim.heldBy, settings.log);
      if (urls) return { ...urls, dataDir: place.dataDir, stop: async () => {} };
      continue;
    }
    try {
      return await own(place, binaries, claim.hold, settings);
    } catch (error) {
      claim.hold.release();
      throw error;
    }
  }
}

/** Gives the address of another database on the same server, for the ordinary role. */
export function urlFor(server: EmbeddedServer, database: string): string {
  const url = new URL(server.url);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/** Removes a data folder with its database, wherever that lives; for scratch databases and tests. */
export function removeEmbedded(dataDir: string): void {
  const place = openPlace(dataDir);
  if (findServer(place))
    throw new Error(`The database of ${dataDir} is running. Stop it before removing it.`);
  for (const folder of [place.home, place.dataDir]) rmSync(folder, { recursive: true, force: true });
}

async function own(
  place: Place,
  binaries: Binaries,
  hold: Hold,
  { durable, log }: Settings,
): Promise<EmbeddedServer> {
  let guardian: Guardian | undefined;
  let socketDir: string | undefined;
  let server: ProcessName | undefined;
  let stopping: Promise<void> | undefined;
  const watchedBy = (started: Guardian) => {
    guardian = started;
    hold.update({ guardian: started.name });
  };
  const end = async () => {
    if (server) await endServer(server);
    guardian?.letGo();
    await guardian?.ended;
    removeSocketDir(socketDir);
    hold.release();
  };
  const stop = () => {
    stopping ??= end();
    return stopping;
  };
  try {
    const found = await orphan(place, hold.previous, log);
    for (const dead of hold.previous)
      if (dead.socketDir !== found?.socketDir) removeSocketDir(dead.socketDir);
    if (found) {
      server = found.process;
      socketDir = found.socketDir;
      watchedBy(guard(place, server.pid, socketDir));
    } else {
      await ensureCluster(place, binaries, durable);
      socketDir = nameSocketDir();
      hold.update({ socketDir });
      server = await launch(place, binaries, { socketDir, durable, log }, watchedBy);
    }
    const urls = addresses(place, socketDir);
    await ensureRole(place, urls.adminUrl);
    hold.update({ socketDir, ready: true });
    hold.forgetPrevious();
    guardian?.background();
    void guardian?.ended.then(() => {
      if (stopping || isRunning(server)) return;
      log(
        `The database server ended by itself. Its log is in ${place.home}/server.log; start Enfoque again.`,
      );
      void stop();
    });
    return { ...urls, dataDir: place.dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
