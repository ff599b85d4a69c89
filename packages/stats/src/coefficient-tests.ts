import { checkLevel } from './check-level.js';
import type { CovarianceMatrix } from './covariance/covariance-matrix.js';
import { studentTQuantile, studentTTwoSidedP } from './distributions/student-t.js';
import { InvalidDataError } from './errors.js';
import type { LeastSquaresFit } from './least-squares.js';

/** One coefficient, in units of y per unit of its column. */
export interface CoefficientTest {
  name: string;
  estimate: number;
  stdError: number;
  /** Of the t distribution that p-value and interval come from. */
  degreesOfFreedom: number;
  /** Estimate over standard error, against a true value of zero. */
  t: number;
  /** Two-sided. */
  pValue: number;
  confLow: number;
  confHigh: number;
}

/**
 * Student's t test and confidence interval of every coefficient, with the degrees of freedom of the covariance:
 * n - k without clusters (as Stata's `regress, robust` and R's `coeftest` on an `lm`), by convention with clusters,
 * and one for every coefficient with CR2. A standard error of zero gives an infinite t and p of 0, or NaN for both
 * where the estimate is zero too. Where the fit or the covariance has no degrees of freedom all but the estimate is
 * NaN.
 *
 * @param level of the interval, such as 0.95.
 * @throws InvalidDataError where level is not between 0 and 1 or the covariance is of another size.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; fit <- lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x); hc1 <- sandwich::vcovHC(fit, type = "HC1")
 * const slope = coefficientTests(fit, covariance(fit, 'HC1'))[1];
 * [slope.estimate, slope.stdError, slope.pValue]; // => [0.53571429, 0.32316655, 0.14845205]
 * // R: lmtest::coeftest(fit, vcov. = hc1)[2, c(1, 2, 4)]
 * [slope.confLow, slope.confHigh]; // => [-0.25504576, 1.3264743]
 * // R: lmtest::coefci(fit, 2, vcov. = hc1)
 * ```
 */
export function coefficientTests(
  fit: LeastSquaresFit,
  covariance: CovarianceMatrix,
  level = 0.95,
): CoefficientTest[] {
  const { k } = fit;
  checkLevel(level);
  if (covariance.k !== k) {
    throw new InvalidDataError(`The covariance is of ${covariance.k} coefficients, the fit of ${k}.`);
  }
  return Array.from(fit.coefficients, (estimate, j) => {
    const degreesOfFreedom = covariance.degreesOfFreedom[j]!;
    const known = fit.degreesOfFreedom > 0 && degreesOfFreedom > 0;
    const width = known ? studentTQuantile(1 - (1 - level) / 2, degreesOfFreedom) : Number.NaN;
    const stdError = known ? Math.sqrt(covariance.values[j * k + j]!) : Number.NaN;
    const t = estimate / stdError;
    return {
      name: fit.names[j]!,
      estimate,
      stdError,
      degreesOfFreedom,
      t,
      pValue: known ? studentTTwoSidedP(t, degreesOfFreedom) : Number.NaN,
      confLow: estimate - width * stdError,
      confHigh: estimate + width * stdError,
    };
  });
}
