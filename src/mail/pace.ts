import type { Directory } from "../domain/directory.js";

/** How long a sender waits by itself, in ms; what takes longer goes back to the queue. */
export const PATIENCE_MS = 2_000;
const LATEST_MS = 15 * 60_000;

/**
 * Turns to send, shared by all processes: how long to wait, in ms, before the next mail may go.
 * More than PATIENCE_MS: no turn was taken, come again then; those who are sent away come back at the same pace.
 */
export function mailPace({
  directory,
  perSecond,
  now,
}: {
  directory: Pick<Directory, "reserve">;
  perSecond: number;
  now(): Date;
}): () => Promise<number> {
  const intervalMs = 1_000 / perSecond;
  return async () => {
    const at = now();
    const turn = await directory.reserve("mail", intervalMs, at, PATIENCE_MS);
    if (turn !== undefined) return turn;
    const later = await directory.reserve("mail:later", intervalMs, at, LATEST_MS);
    // Too many for one queue: anywhere in its second half.
    return PATIENCE_MS + 1 + (later ?? LATEST_MS * (0.5 + Math.random() / 2));
  };
}
