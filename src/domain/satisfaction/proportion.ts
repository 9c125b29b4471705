import { requireCount } from "./counts.js";
import { twoSidedP, Z95 } from "./normal.js";

/** So many successes among n answers. */
export type Proportion = { successes: number; n: number };

/** 95 % score interval of a share, within 0..1 (Wilson 1927; Newcombe 1998, method 3); RangeError for n = 0. */
export function wilson({ successes, n }: Proportion): { share: number; low: number; high: number } {
  requireCount("answers", n, 1);
  requireCount("successes", successes);
  if (successes > n) throw new RangeError(`successes must be at most ${n}, got ${successes}`);
  const share = successes / n;
  const spread = Z95 ** 2 / n;
  const centre = share + spread / 2;
  const half = Math.sqrt(spread * (share * (1 - share) + spread / 4));
  return {
    share,
    low: successes === 0 ? 0 : (centre - half) / (1 + spread),
    high: successes === n ? 1 : (centre + half) / (1 + spread),
  };
}

/**
 * Difference a − b of two independent shares (−1..1) with its 95 % hybrid score interval (Newcombe 1998, method 10),
 * and z and p of the pooled test of no difference.
 */
export function newcombe(a: Proportion, b: Proportion) {
  const [first, second] = [wilson(a), wilson(b)];
  const difference = first.share - second.share;
  const pooled = (a.successes + b.successes) / (a.n + b.n);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  // All or none in both: no spread, and no difference either.
  const z = standardError === 0 ? 0 : difference / standardError;
  return {
    difference,
    low: difference - Math.hypot(first.share - first.low, second.high - second.share),
    high: difference + Math.hypot(first.high - first.share, second.share - second.low),
    z,
    p: twoSidedP(z),
  };
}
