import { accessSync, constants } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type Rejected, rejectColumns } from "../domain/imports/rows.js";
import type { Catalogue } from "../i18n/catalogue.js";

const FLUSH_AT = 65_536;

/** A file of rejected rows in the making; it replaces an older one only when it is whole. */
export type RejectsFile = {
  path: string;
  add(rejected: Rejected): Promise<void>;
  /** Puts the file in its place; nothing where no row was rejected. */
  keep(): Promise<void>;
  /** Throws away what has been written. */
  drop(): Promise<void>;
};

/**
 * Collects the rows rejected from `file` in `<file>.rejected.csv`: line and reason, then the row's own columns.
 * It stands beside the file, or in the current folder where that may not be written to.
 * Values stay as they were, so that the mended file can be imported; a cell that begins with = is one that came so.
 */
export function rejectsFile(file: string, columns: string[], delimiter: string, t: Catalogue): RejectsFile {
  const path = `${mayWriteBeside(file) ? file : basename(file)}.rejected.csv`;
  const draft = `${path}.${process.pid}.tmp`;
  let handle: FileHandle | undefined;
  let waiting = "";
  const flush = async () => {
    handle ??= await open(draft, "w", 0o600);
    await handle.writeFile(waiting);
    waiting = "";
  };
  return {
    path,
    async add({ line, reason, params, cells }) {
      // The BOM tells spreadsheets that this is UTF-8.
      if (!handle && !waiting) waiting = `\uFEFF${csvLine([...rejectColumns, ...columns], delimiter)}`;
      waiting += csvLine([String(line), t.upload.reasons[reason](params), ...cells], delimiter);
      if (waiting.length >= FLUSH_AT) await flush();
    },
    async keep() {
      if (!handle && !waiting) return;
      await flush();
      await handle?.close();
      await rename(draft, path);
    },
    async drop() {
      await handle?.close();
      await rm(draft, { force: true });
    },
  };
}

function mayWriteBeside(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** One row of CSV (RFC 4180), quoted where it has to be. */
export function csvLine(cells: string[], delimiter: string): string {
  const quoted = cells.map((cell) =>
    /["\r\n]|^\s|\s$/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(delimiter)}\r\n`;
}
