import { InvalidDataError } from '../errors.js';
import { deltaVariance } from './delta-variance.js';
import { families } from './family.js';
import type { GeneralisedLinearFit } from './generalised-linear.js';
import type { ModelCovariance } from './model-covariance.js';
import { type ModelTest, normalTest } from './normal-test.js';

export interface MarginalEffectOptions {
  /** Of the rate y / exp(offset) instead of y. */
  perExposure?: boolean;
  /** Of the interval; 0.95 where left out. */
  level?: number;
}

/**
 * The average over observations of the derivative of the mean by one column, all else as it is: b_j mean'(X b +
 * offset). In units of y (or of the rate) per unit of the column, so that it compares with a slope by least
 * squares. Standard error by the delta method, the columns taken as fixed: Greene (2012), Econometric Analysis. For
 * a column that enters no other column.
 *
 * @param column its index, from 0.
 * @throws InvalidDataError where there is no such column or the covariance is of another size.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = poisson({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; fit <- glm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x, poisson, epsilon = 1e-14)
 * // R: mu <- fitted(fit); b <- coef(fit)[[2]]; v <- sandwich::vcovHC(fit, type = "HC1")
 * const { estimate, stdError } = averageMarginalEffect(fit, modelCovariance(fit, 'HC1'), 1);
 * estimate; // => 0.54718634
 * // R: b * mean(mu)
 * stdError; // => 0.33956193
 * // R: g <- c(b * mean(mu), b * mean(mu * x) + mean(mu)); sqrt(drop(g %*% v %*% g))
 * ```
 */
export function averageMarginalEffect(
  fit: GeneralisedLinearFit,
  covariance: Pick<ModelCovariance, 'values' | 'contributions' | 'k'>,
  column: number,
  { perExposure = false, level = 0.95 }: MarginalEffectOptions = {},
): ModelTest {
  const { columns, coefficients, linearPredictor, offset, n, k, names } = fit;
  if (!(Number.isInteger(column) && column >= 0 && column < k)) {
    throw new InvalidDataError(`There is no column ${column}: the fit has ${k}.`);
  }
  if (covariance.k !== k) {
    throw new InvalidDataError(`The covariance is of ${covariance.k} coefficients, the fit of ${k}.`);
  }
  const { slope, curvature } = families[fit.family];
  const b = coefficients[column]!;
  const gradient = new Float64Array(k);
  let average = 0;
  linearPredictor.forEach((eta, i) => {
    const share = 1 / (n * (perExposure ? Math.exp(offset[i]!) : 1));
    average += share * slope(eta);
    const bend = share * b * curvature(eta);
    for (let l = 0; l < k; l++) gradient[l] = gradient[l]! + bend * columns[l]![i]!;
  });
  gradient[column] = gradient[column]! + average;
  return normalTest(names[column]!, b * average, deltaVariance(gradient, covariance), level);
}
