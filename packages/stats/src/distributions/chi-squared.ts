import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * The probability that a chi-squared variable with df degrees of freedom is above x: the regularised upper
 * incomplete gamma function, Abramowitz and Stegun (1964), 26.4.19. It is computed as such, not as one minus the
 * lower tail, so that it keeps 12 digits down to 1e-300. NaN where df is not above 0; 1 for x of 0 or less.
 *
 * @example
 * ```ts
 * chiSquaredUpperTail(3.84, 1); // => 0.050043521
 * // R: pchisq(3.84, 1, lower.tail = FALSE)
 * ```
 */
export function chiSquaredUpperTail(x: number, df: number): number {
  if (x === Number.POSITIVE_INFINITY && df > 0) return 0;
  return gammainc(Math.max(x, 0) / 2, df / 2, true, true);
}
