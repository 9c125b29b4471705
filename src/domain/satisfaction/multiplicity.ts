/**
 * The adjusted p-value (0..1) of one among several tests: reject where it is at most the false discovery rate
 * (Benjamini & Hochberg 1995). `ps` holds the p-values of all of them, p included; RangeError outside 0..1.
 */
export function benjaminiHochberg(p: number, ps: number[]): number {
  const outside = [p, ...ps].find((value) => !(value >= 0 && value <= 1));
  if (outside !== undefined) throw new RangeError(`p-value must be in 0..1, got ${outside}`);
  const ascending = ps.toSorted((a, b) => a - b);
  return Math.min(1, ...ascending.map((other, i) => (other < p ? 1 : (other * ps.length) / (i + 1))));
}
