import betainc from '@stdlib/math-base-special-betainc';
import { chiSquaredUpperTail } from './chi-squared.js';

/**
 * The probability that an F variable with df1 and df2 degrees of freedom is above x: the regularised incomplete
 * beta function, Abramowitz and Stegun (1964), 26.6.2, from whichever side keeps its argument small. Good to 11
 * digits down to 1e-280. An infinite df2 gives the tail of chi-squared / df1; degrees of freedom not above 0 give
 * NaN, and x of 0 or less gives 1.
 *
 * @example
 * ```ts
 * fUpperTail(4, 2, 30); // => 0.028844623
 * // R: pf(4, 2, 30, lower.tail = FALSE)
 * ```
 */
export function fUpperTail(x: number, df1: number, df2: number): number {
  if (!(df1 > 0 && df2 > 0)) return Number.NaN;
  if (df2 === Number.POSITIVE_INFINITY) return chiSquaredUpperTail(df1 * x, df1);
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (x <= 0) return 1;
  const explained = df1 * x;
  const total = explained + df2;
  return explained < df2
    ? betainc(explained / total, df1 / 2, df2 / 2, true, true)
    : betainc(df2 / total, df2 / 2, df1 / 2);
}
