/** Coefficients of Lanczos 1964 for g = 7 and nine terms (P. Godfrey 2001). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const PRECISION = 1e-15;
/** Stands for a zero that the continued fraction would divide by. */
const TINY = 1e-300;

/**
 * The t that |T| with `df` degrees of freedom stays within by the given probability, .95 unless told (two-sided), to
 * about 10 digits; RangeError where df is not above 0 or the probability not within 0..1. By bisection of the tail
 * P(|T| > t) = I(df/(df + t²); df/2, ½) (Abramowitz & Stegun 1964, 26.7.1 and 26.5.27).
 */
export function tQuantile(df: number, probability = 0.95): number {
  if (!(df > 0 && df < Number.POSITIVE_INFINITY)) throw new RangeError(`df must be above 0, got ${df}`);
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`probability must be within 0..1, got ${probability}`);
  }
  const tail = (t: number) => regularizedBeta(df / (df + t * t), df / 2, 0.5);
  let [low, high] = [0, 1];
  while (tail(high) > 1 - probability) [low, high] = [high, 2 * high];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high || high - low < PRECISION * high) return middle;
    if (tail(middle) > 1 - probability) low = middle;
    else high = middle;
  }
}

/** Regularised incomplete beta function I(x; a, b), 0..1 (DLMF 8.17.22; 8.17.4 where the fraction converges slowly). */
function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(1 - x, b, a);
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  return Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) / (a * betaFraction(x, a, b));
}

/** The continued fraction 1 + d₁/(1 + d₂/(1 + …)) of DLMF 8.17.22, by Lentz's method as modified by Thompson & Barnett 1986. */
function betaFraction(x: number, a: number, b: number): number {
  let [value, numerator, denominator] = [1, 1, 0];
  for (let j = 1; ; j++) {
    const m = Math.floor(j / 2);
    const d =
      j % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / (1 + d * denominator || TINY);
    numerator = 1 + d / numerator || TINY;
    const factor = numerator * denominator;
    value *= factor;
    if (Math.abs(factor - 1) < PRECISION) return value;
  }
}

/** Natural logarithm of Γ(x) for x ≥ ½ (Lanczos 1964). */
function logGamma(x: number): number {
  const [first = 0, ...rest] = LANCZOS;
  const sum = rest.reduce((total, coefficient, i) => total + coefficient / (x + i), first);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
