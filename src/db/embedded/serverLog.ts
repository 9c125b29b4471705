import { fstatSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place.js";

const LARGEST = 10_000_000;

/** The server's log, open for appending; `from` is where this run's part begins. */
export type ServerLog = { path: string; file: number; from: number };

/** Opens the server's log for a new run and sets an old, large one aside. */
export function openLog(place: Place): ServerLog {
  const path = join(place.home, "server.log");
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(path, `${path}.old`);
  const file = openSync(path, "a", 0o600);
  return { path, file, from: fstatSync(file).size };
}

/** Returns the last lines that this run has written. */
export function lastWords(log: ServerLog): string {
  const lines = readFileSync(log.path).subarray(log.from).toString("utf8").trimEnd().split("\n");
  return lines.slice(-8).join("\n");
}
