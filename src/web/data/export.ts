import type { PersonData } from "../../domain/privacy/store.js";

/** A person's data as a table of four columns, one value a line: it holds every kind of row alike. */
export function dataCsv(data: PersonData): string {
  const lines: string[][] = [["section", "number", "field", "value"]];
  for (const [section, rows] of Object.entries(data)) {
    for (const [at, row] of (Array.isArray(rows) ? rows : [rows]).entries()) {
      for (const [field, value] of Object.entries(row)) {
        if (value !== null) lines.push([section, String(at + 1), field, written(value)]);
      }
    }
  }
  return `\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A person's data, word for word. */
export function dataJson(data: PersonData): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

function written(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A cell in quotation marks; what a spreadsheet would take for a formula is marked as text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
