/** A seeded generator: the same numbers everywhere, so that what was drawn can be shown. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in 0..below − 1. */
  below(below: number): number;
  pick<T>(items: readonly T[]): T;
  /** The items in a random order; what was given stays as it is. */
  shuffled<T>(items: readonly T[]): T[];
};

/** Mulberry32 (T. Ettinger, public domain algorithm) from a whole number or a text: small, for drawing, never for secrets. */
export function seeded(seed: number | string): Random {
  let state = typeof seed === "string" ? hash(seed) : seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
    // Fisher & Yates, as Durstenfeld 1964.
    shuffled<T>(items: readonly T[]) {
      const order = [...items];
      for (let last = order.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [order[last], order[other]] = [order[other] as T, order[last] as T];
      }
      return order;
    },
  };
}

/** FNV-1a over the text's UTF-16 units, 32 bits (Fowler, Noll & Vo 1991). */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}
