import { isUtf8 } from "node:buffer";
import { FileFault } from "../domain/imports/rows.js";

/** Longer rows are no rows but a file read wrongly. */
export const LONGEST_ROW = 1_000_000;

const LF = 10;
const CR = 13;
const lineBreak = /\r\n|\n|\r/;

/** A source in blocks of whole lines, each block UTF-8; refuses with the line that is not. */
export async function* utf8Lines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of source) {
    const block = rest.length > 0 ? Buffer.concat([rest, chunk]) : bytesOf(chunk);
    const end = block.lastIndexOf(LF) + 1;
    rest = block.subarray(end);
    if (rest.length > LONGEST_ROW) {
      requireUtf8(block, line);
      throw new FileFault("row_too_long", { line: String(line + breaksIn(block.subarray(0, end))) });
    }
    if (end === 0) continue;
    const whole = block.subarray(0, end);
    requireUtf8(whole, line);
    line += breaksIn(whole);
    yield whole;
  }
  requireUtf8(rest, line);
  if (rest.length > 0) yield rest;
}

/** Bytes in memory as a stream, in pieces that let other work in between. */
export async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = 65_536;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function bytesOf(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function requireUtf8(block: Buffer, firstLine: number): void {
  if (isUtf8(block)) return;
  const lines = block.toString("latin1").split(lineBreak);
  const bad = lines.findIndex((text) => !isUtf8(Buffer.from(text, "latin1")));
  throw new FileFault("not_utf8", { line: String(firstLine + Math.max(bad, 0)) });
}

function breaksIn(block: Buffer): number {
  let breaks = 0;
  for (let at = 0; at < block.length; at += 1) {
    const byte = block[at];
    if (byte === LF || (byte === CR && block[at + 1] !== LF)) breaks += 1;
  }
  return breaks;
}

/** How many line breaks stand inside a row's quoted cells. */
export function lineBreaksIn(cells: string[]): number {
  let breaks = 0;
  for (const cell of cells)
    if (cell.includes("\n") || cell.includes("\r")) breaks += cell.split(lineBreak).length - 1;
  return breaks;
}

/** Looks ahead as far as the header goes: its delimiter, and all blocks from the first one on. */
export async function lookAhead(blocks: AsyncGenerator<Buffer>) {
  const seen: Buffer[] = [];
  for (;;) {
    const next = await blocks.next();
    if (!next.done) seen.push(next.value);
    const { delimiter, ended } = delimiterOf(Buffer.concat(seen).toString("utf8"));
    if (ended || next.done) return { delimiter, blocks: following(seen, blocks) };
  }
}

async function* following(seen: Buffer[], blocks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield* seen;
  yield* blocks;
}

/** The delimiter that stands most often in the header, outside quotes; `ended` once the header has been seen whole. */
function delimiterOf(text: string): { delimiter: string; ended: boolean } {
  const counts: Record<string, number> = { ",": 0, ";": 0, "\t": 0 };
  let quoted = false;
  let ended = text.length > LONGEST_ROW;
  for (const char of text.replace(/^\uFEFF?[\r\n]*/, "").slice(0, LONGEST_ROW)) {
    if (char === '"') quoted = !quoted;
    if (quoted) continue;
    if (char === "\n" || char === "\r") {
      ended = true;
      break;
    }
    if (char in counts) counts[char] = (counts[char] ?? 0) + 1;
  }
  const [delimiter] = Object.entries(counts).sort(([, a], [, b]) => b - a)[0] ?? [","];
  return { delimiter, ended };
}
