import t from '@stdlib/stats-base-dists-t';

// @stdlib's distribution; its cdf for one degree of freedom loses half the digits near zero, hence the closed form.

/**
 * The value below which Student's t with df degrees of freedom falls with probability p: NaN for p outside 0 to 1 or
 * df not above 0. Good to 13 digits for p down to 1e-100 and df of 1 or more.
 *
 * @example
 * ```ts
 * studentTQuantile(0.975, 5); // => 2.5705818
 * // R: qt(0.975, 5)
 * ```
 */
export function studentTQuantile(p: number, df: number): number {
  return t.quantile(p, df);
}

/**
 * The probability that Student's t with df degrees of freedom is at most the value. NaN where df is not above 0.
 *
 * @example
 * ```ts
 * studentTCdf(2, 5); // => 0.94903026
 * // R: pt(2, 5)
 * ```
 */
export function studentTCdf(value: number, df: number): number {
  return df === 1 ? Math.atan2(1, -value) / Math.PI : t.cdf(value, df);
}

/**
 * The probability that Student's t is at least as far from zero as the value, on either side. It is taken from the
 * lower tail, where small probabilities keep their digits.
 *
 * @example
 * ```ts
 * studentTTwoSidedP(2, 5); // => 0.10193948
 * // R: 2 * pt(-2, 5)
 * ```
 */
export function studentTTwoSidedP(value: number, df: number): number {
  return 2 * studentTCdf(-Math.abs(value), df);
}
