const EVERY_MS = 30_000;

/** Passes an error on unless the same was just passed on: in an outage a queue says it many times a second. */
export function seldom(tell: (error: Error) => void, clock: () => number = Date.now): (error: Error) => void {
  const told = new Map<string, number>();
  return (error) => {
    // Of which job it is said makes no difference.
    const what = error.message.replace(/[\da-f-]{8,}/g, "");
    const now = clock();
    if (now - (told.get(what) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
    told.set(what, now);
    tell(error);
  };
}
