import type { ImportRow, ImportRows, Rejected } from "../../../src/domain/imports/rows.js";

/** Rows as a reader would hand them on, the first below a header in line 1. */
export async function* rowsOf(records: Record<string, string>[]): ImportRows {
  for (const [index, fields] of records.entries()) yield rowOf(fields, index + 2);
}

export function rowOf(fields: Record<string, string>, line = 2): ImportRow {
  return { line, fields, cells: Object.values(fields) };
}

/** Collects rejected rows as "line reason". */
export function collector() {
  const all: Rejected[] = [];
  return {
    sink: (rejected: Rejected) => {
      all.push(rejected);
    },
    all,
    lines: () => all.map(({ line, reason }) => `${line} ${reason}`),
  };
}
