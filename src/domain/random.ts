/** A seeded generator, so that the example organization is the same everywhere. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  pick<T>(items: readonly T[]): T;
};

/** Mulberry32 (T. Ettinger, public domain algorithm): small, and good enough for an example. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    pick(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
  };
}
