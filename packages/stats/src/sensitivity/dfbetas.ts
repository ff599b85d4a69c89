import { InvalidDataError } from '../errors.js';
import type { LeastSquaresFit } from '../least-squares.js';
import { findLeverageOne } from '../leverage-one.js';

export interface Dfbetas {
  /** Estimate less the estimate without observation i, length n. */
  change: Float64Array;
  /** The same in standard errors: over s(i) sqrt((X'X)^-1_jj), s(i) being the residual error without observation i. */
  standardised: Float64Array;
}

/**
 * What each observation does to one coefficient: DFBETA and DFBETAS of Belsley, Kuh and Welsch (1980), Regression
 * Diagnostics, equations 2.1 and 2.7, as R's `dfbeta` and `dfbetas`.
 *
 * @throws InvalidDataError naming an observation without which a coefficient cannot be estimated.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 4, 5, 7);
 * const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5), columns: [x.map(() => 1), x] });
 * // R: x <- c(1, 2, 4, 5, 7); fit <- lm(c(3, 1, 4, 1, 5) ~ x)
 * dfbetas(fit, 1).change; // => [-0.31174089, 0.14210526, 0.012434933, -0.15789474, 0.44210526]
 * // R: dfbeta(fit)[, "x"]
 * dfbetas(fit, 1).standardised; // => [-0.78495013, 0.33927167, 0.028755156, -0.56992283, 1.1577033]
 * // R: dfbetas(fit)[, "x"]
 * ```
 */
export function dfbetas(fit: LeastSquaresFit, coefficient: number): Dfbetas {
  const { residuals, leverage, pseudoinverse, crossProductInverse, residualSumOfSquares, degreesOfFreedom } =
    fit;
  const alone = findLeverageOne(leverage);
  if (alone >= 0) {
    throw new InvalidDataError(
      `Without observation ${alone}, whose leverage is 1, a coefficient cannot be estimated: it has no DFBETA.`,
    );
  }
  const weights = pseudoinverse[coefficient]!;
  const change = weights.map((weight, i) => (weight * residuals[i]!) / (1 - leverage[i]!));
  const root = Math.sqrt(crossProductInverse[coefficient * fit.k + coefficient]!);
  const standardised = change.map((value, i) => {
    const without = residualSumOfSquares - residuals[i]! ** 2 / (1 - leverage[i]!);
    return value / (root * Math.sqrt(without / (degreesOfFreedom - 1)));
  });
  return { change, standardised };
}
