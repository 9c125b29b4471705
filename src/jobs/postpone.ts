import type { Directory } from "../domain/directory.js";

/** After how long a job that found the database away looks for it again. */
export const DATABASE_AWAY_MS = 2_000;

/** The job is to run again later; no attempt is used up. */
export class Postpone extends Error {
  readonly delayMs: number;
  constructor(delayMs: number, cause?: unknown) {
    super(`postponed by ${delayMs} ms`, { cause });
    this.name = "Postpone";
    this.delayMs = delayMs;
  }
}

/** What a job failed of: where the database is away, that is why, and the job waits for it. */
export async function reasonOf(fault: unknown, directory: Pick<Directory, "ping">): Promise<unknown> {
  if (fault instanceof Postpone) return fault;
  return directory.ping().then(
    () => fault,
    () => new Postpone(DATABASE_AWAY_MS, fault),
  );
}
