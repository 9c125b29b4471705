/** The fields of a header block by lower-case name, unfolded, in order. */
export type Fields = Map<string, string[]>;

/** Reads "Name: value" lines up to the first empty one; what is not such a line is passed over. */
export function fieldsOf(block: string): Fields {
  const fields: Fields = new Map();
  const [head = ""] = block.replaceAll("\r\n", "\n").replace(/^\n+/, "").split("\n\n", 1);
  for (const line of head.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const values = fields.get(name) ?? [];
    values.push(line.slice(colon + 1).trim());
    fields.set(name, values);
  }
  return fields;
}

/** The first value of a field, lower-case; "" where it is missing. */
export function firstOf(fields: Fields, name: string): string {
  return fields.get(name)?.[0]?.toLowerCase() ?? "";
}

const MANY_IDS = 50;

/** The Message-IDs that some values hold, the last ones where there are very many. */
export function messageIdsIn(values: string[]): string[] {
  return values.flatMap((value) => value.match(/[^\s<>,]+@[^\s<>,]+/g) ?? []).slice(-MANY_IDS);
}
