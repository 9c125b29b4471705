/** The standard normal quantile for two-sided 95 % intervals, Φ⁻¹(.975). */
export const Z95 = 1.959963984540054;

const SERIES_BELOW = 3;
const FRACTION_TERMS = 100;

/**
 * Two-sided p-value (0..1) of a standard normal z, 2·(1 − Φ(|z|)), to about 13 digits; RangeError for NaN.
 * Abramowitz & Stegun 1964, 26.2.11 (power series) near the centre and 26.2.14 (continued fraction) in the tail.
 */
export function twoSidedP(z: number): number {
  if (Number.isNaN(z)) throw new RangeError("z must be a number, got NaN");
  const x = Math.abs(z);
  return x < SERIES_BELOW ? 1 - 2 * density(x) * series(x) : (2 * density(x)) / fraction(x);
}

/** Standard normal density. */
function density(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** x + x³/3 + x⁵/(3·5) + …, which times the density is Φ(x) − ½. */
function series(x: number): number {
  let sum = 0;
  for (let term = x, odd = 1; sum + term !== sum; odd += 2, term *= (x * x) / odd) sum += term;
  return sum;
}

/** x + 1/(x + 2/(x + 3/(x + …))), by which the density is divided to give 1 − Φ(x). */
function fraction(x: number): number {
  let value = x;
  for (let k = FRACTION_TERMS; k >= 1; k--) value = x + k / value;
  return value;
}
