import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { Tally } from "./rows.js";
import type { Sequence } from "./tables.js";

// A backup is gzipped lines of JSON: the header; per table a heading, its rows (the only arrays) and a footer;
// last, the end.
export type Header = {
  application: "enfoque";
  format: 1;
  createdAt: string;
  migrations: string[];
  groups: string[][];
};
export type Heading = { table: string; columns: string[] };
export type Footer = Tally & { footer: string };
export type End = { tables: number; rows: number; sequences: Sequence[] };

/** Writes lines to a file that appears only when it is whole. */
export async function writeArchive(file: string, lines: AsyncIterable<string>): Promise<void> {
  if (existsSync(file))
    throw new Error(`There is a file ${file} already. Name another one, or move that one away.`);
  const part = `${file}.part-${process.pid}`;
  try {
    // Customers' words and addresses are for the operator's eyes only.
    const target = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.from(lines), createGzip(), target);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Reads the lines of a backup and hands them to `use`, whose result it returns. */
export async function readArchive<T>(
  file: string,
  use: (lines: AsyncIterable<string>) => Promise<T>,
): Promise<T> {
  try {
    return await pipeline(createReadStream(file), createGunzip(), (source: AsyncIterable<Buffer>) =>
      use(split(source)),
    );
  } catch (error) {
    const damaged = error instanceof SyntaxError || /^Z_/.test((error as NodeJS.ErrnoException).code ?? "");
    if (!damaged) throw error;
    throw new Error(`${file} is no backup, or it is damaged (${(error as Error).message}). Use another one.`);
  }
}

async function* split(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of source) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
