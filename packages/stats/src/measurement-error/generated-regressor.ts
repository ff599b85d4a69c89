import { InvalidDataError } from '../errors.js';
import { mean } from '../mean.js';

export interface GeneratedRegressorData {
  /** Outcome, length n. */
  y: Float64Array;
  /** What the regressor is computed from: m columns of length n, without a constant. */
  parts: readonly Float64Array[];
  /** m coefficients of the equation that computes it, estimated elsewhere, and their standard errors. */
  coefficients: readonly number[];
  stdErrors: readonly number[];
}

export interface GeneratedRegressor {
  /** Slope of y on the regressor, beside a constant. */
  estimate: number;
  /** Its derivative by each coefficient of the equation, length m. */
  gradient: Float64Array;
  /** Standard error that the equation's own error adds, its coefficients' errors being uncorrelated. */
  stdError: number;
  /** The most that it can be, whatever the correlations of those errors. */
  stdErrorBound: number;
}

/**
 * What the error of a published equation does to the slope on a regressor computed by it, the equation having been
 * estimated on other outcomes: the second term of Murphy and Topel (1985), Journal of Business and Economic Statistics 3,
 * 370-379, to be added to the slope's own variance. With x the regressor, the derivative by coefficient j is
 * (S(part j, y) - 2 slope S(part j, x)) / S(x, x), S being sums of products about means. A constant of the equation does
 * not matter. Where correlations are not published the variance is the sum of (derivative x standard error)^2, and it
 * is at most the square of the sum of their absolute values.
 *
 * @throws InvalidDataError where lengths differ, a standard error is negative, or the regressor does not vary.
 *
 * @example
 * ```ts
 * const parts = [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(2, 1, 2, 5, 3, 4)];
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9);
 * const found = generatedRegressor({ y, parts, coefficients: [0.5, 0.2], stdErrors: [0.1, 0.05] });
 * found.estimate; // => 1.6273292
 * // R: a <- 1:6; b <- c(2, 1, 2, 5, 3, 4); y <- c(3, 1, 4, 1, 5, 9)
 * // R: slope <- function(g) coef(lm(y ~ I(g[1] * a + g[2] * b)))[[2]]; slope(c(0.5, 0.2))
 * found.stdError; // => 0.25794808
 * // R: d <- function(h) c(slope(c(0.5 + h, 0.2)) - slope(c(0.5 - h, 0.2)), slope(c(0.5, 0.2 + h)) - slope(c(0.5, 0.2 - h))) / 2 / h
 * // R: g <- (4 * d(5e-4) - d(1e-3)) / 3; sqrt(sum((g * c(0.1, 0.05))^2))
 * ```
 */
export function generatedRegressor(data: GeneratedRegressorData): GeneratedRegressor {
  const { y, parts, coefficients, stdErrors } = data;
  const m = parts.length;
  if (coefficients.length !== m || stdErrors.length !== m || parts.some((p) => p.length !== y.length)) {
    throw new InvalidDataError(
      'Every part needs a value an observation, a coefficient and a standard error.',
    );
  }
  if (stdErrors.some((error) => !(error >= 0))) {
    throw new InvalidDataError('A standard error of the equation is negative or no number.');
  }
  const centred = (values: Float64Array) => {
    const centre = mean(values);
    return values.map((value) => value - centre);
  };
  const products = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const columns = parts.map(centred);
  const outcome = centred(y);
  const x = outcome.map((_, i) => columns.reduce((sum, part, j) => sum + coefficients[j]! * part[i]!, 0));
  const variation = products(x, x);
  if (!(variation > 0)) throw new InvalidDataError('The regressor that the equation computes does not vary.');
  const estimate = products(x, outcome) / variation;
  const gradient = Float64Array.from(
    columns,
    (part) => (products(part, outcome) - 2 * estimate * products(part, x)) / variation,
  );
  const errors = gradient.map((slope, j) => Math.abs(slope) * stdErrors[j]!);
  return {
    estimate,
    gradient,
    stdError: Math.hypot(...errors),
    stdErrorBound: errors.reduce((sum, error) => sum + error, 0),
  };
}
