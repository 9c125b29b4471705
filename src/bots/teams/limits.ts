/** What Teams takes, and what we allow ourselves below that. */
export const limits = {
  /** Newer schemas are not shown on mobile. */
  schemaVersion: "1.5",
  /** Of a card in UTF-16 code units: 80 KB for the whole activity, less 8 KB for what is around the card. */
  card: (72 * 1024) / 2,
  /** Of one text in a card before it is shortened. */
  text: 8_000,
  title: 300,
  button: 100,
  /** Notifications show about this much. */
  summary: 300,
  /** Teams shows no more buttons in a row and puts the others into its "…" menu. */
  buttonsInRow: 6,
  factsInSet: 20,
  options: 500,
  /** Of what we accept at the door, in bytes. */
  body: 1024 * 1024,
  /** Of one call to the Connector, in milliseconds. */
  timeoutMs: 10_000,
} as const;

/** The size of a value as Teams counts it: UTF-16 code units of its JSON. */
export function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}
