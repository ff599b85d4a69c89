import { InvalidDataError } from '../errors.js';
import { deltaVariance } from './delta-variance.js';
import { families } from './family.js';
import { linearPredictor } from './linear-predictor.js';
import { type ModelTest, normalTest } from './normal-test.js';
import type { TwoPartFit } from './two-part.js';

/**
 * The average over all observations of the derivative of P(y > 0) E(y | y > 0) by one column, in units of y per
 * unit of the column: p' m + p m', the part through whether there is any and the part through how much. Standard
 * error by the delta method on the joint covariance of both parts, the columns taken as fixed. For a column that
 * enters no other column.
 *
 * @param column its index, from 0.
 * @param level of the interval, such as 0.95.
 * @throws InvalidDataError where there is no such column or level is not between 0 and 1.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(0, 1, 0, 2.5, 3, 0, 2, 6);
 * const fit = twoPart({ y, columns: [x.map(() => 1), x], positive: 'linear', covariance: 'HC1' });
 * twoPartMarginalEffect(fit, 1).estimate; // => 0.54528442
 * // R: x <- 1:8; y <- c(0, 1, 0, 2.5, 3, 0, 2, 6); any <- coef(glm(y > 0 ~ x, binomial, epsilon = 1e-14))
 * // R: amount <- coef(lm(y ~ x, subset = y > 0)); p <- plogis(any[1] + any[2] * x)
 * // R: mean(p * (1 - p) * any[2] * (amount[1] + amount[2] * x) + p * amount[2])
 * ```
 */
export function twoPartMarginalEffect(fit: TwoPartFit, column: number, level = 0.95): ModelTest {
  const { columns, participation, amount, names, positive } = fit;
  const k = columns.length;
  if (!(Number.isInteger(column) && column >= 0 && column < k)) {
    throw new InvalidDataError(`There is no column ${column}: the fit has ${k}.`);
  }
  const { mean, slope, curvature } = families.logit;
  const any = linearPredictor(columns, participation.coefficients);
  const size = linearPredictor(columns, amount.coefficients);
  const n = any.length;
  const g = participation.coefficients[column]!;
  const b = amount.coefficients[column]!;
  const gradient = new Float64Array(2 * k);
  let effect = 0;
  for (let i = 0; i < n; i++) {
    const p = mean(any[i]!);
    const dp = slope(any[i]!);
    // The amount m, its derivative by its linear predictor, and that derivative's own.
    const m = positive === 'linear' ? size[i]! : Math.exp(size[i]!);
    const dm = positive === 'linear' ? 1 : m;
    const ddm = positive === 'linear' ? 0 : m;
    effect += dp * g * m + p * dm * b;
    const byAny = curvature(any[i]!) * g * m + dp * dm * b;
    const bySize = dp * g * dm + p * ddm * b;
    for (let l = 0; l < k; l++) {
      gradient[l] = gradient[l]! + byAny * columns[l]![i]!;
      gradient[k + l] = gradient[k + l]! + bySize * columns[l]![i]!;
    }
    gradient[column] = gradient[column]! + dp * m;
    gradient[k + column] = gradient[k + column]! + p * dm;
  }
  const variance = deltaVariance(
    gradient.map((value) => value / n),
    { values: fit.covariance, contributions: fit.contributions },
  );
  return normalTest(names[column]!, effect / n, variance, level);
}
