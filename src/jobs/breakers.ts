import type { Transport } from "../domain/deliveries/store.js";

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Per transport: after it could not be reached, nothing is sent to it for a while, longer each time. */
export type Breakers = {
  /** Milliseconds until the transport may be tried again; 0 when it may be now. */
  openFor(transport: Transport): number;
  /** It could not be reached: opens the breaker and returns for how long. */
  trip(transport: Transport): number;
  reached(transport: Transport): void;
};

/** The breakers of one process. */
export function createBreakers(clock: () => number = Date.now): Breakers {
  const states = new Map<Transport, { until: number; next: number }>();
  return {
    openFor: (transport) => Math.max(0, (states.get(transport)?.until ?? 0) - clock()),
    trip(transport) {
      const known = states.get(transport);
      const now = clock();
      // Many sendings fail together when a transport goes away; they trip it once.
      if (known && known.until > now) return known.until - now;
      const delay = known?.next ?? FIRST_MS;
      states.set(transport, { until: now + delay, next: Math.min(delay * 2, LONGEST_MS) });
      return delay;
    },
    reached(transport) {
      states.delete(transport);
    },
  };
}
