import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnv } from "./processes.js";

const ROOT_FOLDER = "/var/lib/enfoque";

export type Account = { uid: number; gid: number };
/** Where the database of a data folder lives, and as whom its server runs (undefined: as ourselves). */
export type Place = { dataDir: string; home: string; pgdata: string; cache: string; account?: Account };

/** Finds, and where needed makes, the folders of the database that belongs to `dataDir`. */
export function openPlace(dataDir: string): Place {
  try {
    mkdirSync(dataDir, { recursive: true });
    const path = realpathSync(dataDir);
    const shared = join(ROOT_FOLDER, createHash("sha256").update(path).digest("hex").slice(0, 16));
    return process.getuid?.() === 0 ? placeOfRoot(path, shared) : placeOfUser(path, shared);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EPERM" && code !== "EROFS" && code !== "ENOTDIR") throw error;
    throw new Error(
      `The data folder ${dataDir} cannot be used (${code} at ${path}). ` +
        "Give this user write access to it, or set DATA_DIR to another folder.",
    );
  }
}

function placeOfUser(dataDir: string, shared: string): Place {
  if (existsSync(join(shared, "pgdata")))
    throw new Error(
      `The database of ${dataDir} was made by root and lives in ${shared}. Start as root again, or make a ` +
        "backup as root and restore it as this user with another DATA_DIR.",
    );
  const home = join(dataDir, "postgres");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const pgdata = join(home, "pgdata");
  if (existsSync(pgdata)) refuseOwner(pgdata, process.getuid?.());
  return { dataDir, home, pgdata, cache: join(home, "binaries") };
}

// A PostgreSQL server refuses to run as root, and another user cannot reach into a private checkout.
function placeOfRoot(dataDir: string, home: string): Place {
  const made = join(dataDir, "postgres", "pgdata");
  if (existsSync(made)) refuseOwner(made, 0);
  for (const [folder, mode] of [[ROOT_FOLDER, 0o755] as const, [home, 0o711] as const]) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, mode);
  }
  const pgdata = join(home, "pgdata");
  const account = existsSync(pgdata) ? statSync(pgdata) : unprivilegedAccount();
  writeFileSync(
    join(dataDir, "README.txt"),
    `Enfoque was started as root here, so its database lives in\n\n${home}\n\n` +
      "because the database server runs as another user, who cannot reach into private folders.\n" +
      "Keep both: removing that folder removes the data. Copying it is no backup while the server runs.\n",
  );
  return {
    dataDir,
    home,
    pgdata,
    cache: join(ROOT_FOLDER, "binaries"),
    account: { uid: account.uid, gid: account.gid },
  };
}

function refuseOwner(pgdata: string, ourUid: number | undefined): void {
  const { uid } = statSync(pgdata);
  if (uid === ourUid) return;
  throw new Error(
    `The database in ${pgdata} belongs to another user (uid ${uid}). Start Enfoque as that user, ` +
      "or set DATA_DIR to another folder.",
  );
}

function unprivilegedAccount(): Account {
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => {
      const id = spawnSync("id", [flag, name], { encoding: "utf8", env: cleanEnv });
      return id.status === 0 ? Number(id.stdout) : 0;
    });
    if (uid && gid) return { uid, gid };
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as. " +
      "Start Enfoque as an ordinary user, or set DATABASE_URL.",
  );
}
