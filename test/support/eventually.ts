type Truthy<T> = Exclude<T, false | 0 | "" | null | undefined>;

/** Calls `fn` until it returns something truthy without throwing, and gives that back; fails with the last reason. */
export async function eventually<T>(
  fn: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 15 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<Truthy<T>> {
  const end = Date.now() + timeoutMs;
  let reason: unknown;
  for (;;) {
    try {
      const value = await fn();
      if (value) return value as Truthy<T>;
      reason = new Error(`it still returned ${String(value)}`);
    } catch (error) {
      reason = error;
    }
    if (Date.now() >= end) {
      const words = reason instanceof Error ? reason.message : String(reason);
      throw new Error(`Waited ${timeoutMs} ms in vain: ${words}`, { cause: reason });
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
