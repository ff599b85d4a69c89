import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';

/**
 * The probability that a standard normal is at most z. Good to 12 digits down to 1e-300; NaN where z is NaN.
 *
 * @example
 * ```ts
 * normalCdf(-1.96); // => 0.024997895
 * // R: pnorm(-1.96)
 * ```
 */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/**
 * The value below which a standard normal falls with probability p; NaN for p outside 0 to 1. Good to 13 digits.
 *
 * @example
 * ```ts
 * normalQuantile(0.975); // => 1.959964
 * // R: qnorm(0.975)
 * ```
 */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p);
}

/**
 * The probability that a standard normal is at least as far from zero as z, on either side.
 *
 * @example
 * ```ts
 * normalTwoSidedP(-2.5); // => 0.012419331
 * // R: 2 * pnorm(-2.5)
 * ```
 */
export function normalTwoSidedP(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** The density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}
