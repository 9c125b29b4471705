/** Everything of the browser workspace but its assets is below this path. */
export const base = "/workspace";

/** A path of the workspace that somebody may be sent back to; the workspace itself where it is anything else. */
export function pathBack(value: string): string {
  return /^\/workspace(\/[\w-]+)*$/.test(value) ? value : base;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for what the database takes as an id. */
export function isId(value: string): boolean {
  return uuid.test(value);
}
