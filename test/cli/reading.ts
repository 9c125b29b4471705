import { type RequiredColumns, readCsv } from "../../src/cli/csv.js";
import { FileFault, isRejected } from "../../src/domain/imports/rows.js";

/** Bytes in pieces of a given size, as a slow disk would hand them on. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What a text or bytes read as: "line: cells" for rows, "line! reason" for rejected ones, "fault line" at the end. */
export async function read(
  text: string | Uint8Array,
  required: RequiredColumns = [],
  size = 65_536,
): Promise<string[]> {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const seen: string[] = [];
  try {
    const { rows } = await readCsv(inPieces(bytes, size), { required });
    for await (const row of rows)
      seen.push(isRejected(row) ? `${row.line}! ${row.reason}` : `${row.line}: ${row.cells.join("|")}`);
  } catch (fault) {
    if (!(fault instanceof FileFault)) throw fault;
    seen.push([fault.reason, ...Object.values(fault.params)].join(" "));
  }
  return seen;
}
