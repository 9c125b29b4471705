const IN_FLIGHT = 2;
const BATCH = 200;

/**
 * Turns a function of many into a function of one: calls that come while a batch runs wait for the next.
 * No timer: a lone call goes at once. A failed batch fails each of its calls.
 */
export function coalesce<T, R>(runBatch: (items: T[]) => Promise<R[]>): (item: T) => Promise<R> {
  const waiting: { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = [];
  let running = 0;

  const next = async () => {
    if (running >= IN_FLIGHT || waiting.length === 0) return;
    running += 1;
    const batch = waiting.splice(0, BATCH);
    try {
      const results = await runBatch(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => {
        resolve(results[index] as R);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      running -= 1;
      void next();
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      void next();
    });
}
