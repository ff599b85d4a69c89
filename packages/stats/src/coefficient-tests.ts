import type { CovarianceMatrix } from './covariance.js';
import { InvalidDataError } from './errors.js';
import type { LeastSquaresFit } from './least-squares.js';
import { studentTQuantile, studentTTwoSidedP } from './student-t.js';

/** One coefficient, in units of y per unit of its column. */
export interface CoefficientTest {
  name: string;
  estimate: number;
  stdError: number;
  /** Estimate over standard error, against a true value of zero. */
  t: number;
  /** Two-sided. */
  pValue: number;
  confLow: number;
  confHigh: number;
}

/**
 * Student's t test and confidence interval of every coefficient, with n - k degrees of freedom whatever the
 * covariance (as Stata's `regress, robust` and R's `coeftest` on an `lm`). A standard error of zero gives an infinite
 * t and p of 0, or NaN for both where the estimate is zero too. Where n equals k all but the estimates are NaN.
 *
 * @param level of the interval, such as 0.95.
 * @throws InvalidDataError where level is not between 0 and 1 or the covariance is of another size.
 */
export function coefficientTests(
  fit: LeastSquaresFit,
  covariance: CovarianceMatrix,
  level = 0.95,
): CoefficientTest[] {
  const { k, degreesOfFreedom } = fit;
  if (!(level > 0 && level < 1))
    throw new InvalidDataError(`The level is ${level}; it must be between 0 and 1.`);
  if (covariance.k !== k) {
    throw new InvalidDataError(`The covariance is of ${covariance.k} coefficients, the fit of ${k}.`);
  }
  const known = degreesOfFreedom > 0;
  const width = known ? studentTQuantile(1 - (1 - level) / 2, degreesOfFreedom) : Number.NaN;
  return Array.from(fit.coefficients, (estimate, j) => {
    const stdError = known ? Math.sqrt(covariance.values[j * k + j]!) : Number.NaN;
    const t = estimate / stdError;
    return {
      name: fit.names[j]!,
      estimate,
      stdError,
      t,
      pValue: known ? studentTTwoSidedP(t, degreesOfFreedom) : Number.NaN,
      confLow: estimate - width * stdError,
      confHigh: estimate + width * stdError,
    };
  });
}
