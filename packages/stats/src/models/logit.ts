import { InvalidDataError } from '../errors.js';
import { type GeneralisedLinearFit, generalisedLinear, type ModelData } from './generalised-linear.js';
import { checkOffset, checkWeights } from './linear-predictor.js';

/**
 * Logit by maximum likelihood: P(y = 1 | x) = 1 / (1 + exp(-(X b + offset))), y being 0 or 1. Cox (1958), Journal
 * of the Royal Statistical Society B 20, 215-242.
 *
 * @throws InvalidDataError where an outcome is neither 0 nor 1 or all are the same, or as `leastSquares`;
 * RankDeficientError; SeparationError where columns predict outcomes perfectly; NoConvergenceError.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = logit({ y: Float64Array.of(0, 1, 0, 0, 1, 0, 1, 1), columns: [x.map(() => 1), x] });
 * fit.coefficients; // => [-1.9494066, 0.43320148]
 * // R: coef(glm(c(0, 1, 0, 0, 1, 0, 1, 1) ~ c(1:8), binomial, epsilon = 1e-14))
 * ```
 */
export function logit(data: ModelData): GeneralisedLinearFit {
  const { y, offset, weights } = data;
  const bad = y.findIndex((value) => value !== 0 && value !== 1);
  if (bad >= 0) throw new InvalidDataError(`Outcome ${bad} is ${y[bad]}: a logit needs 0 or 1.`);
  if (y.length > 0 && y.every((value) => value === y[0])) {
    throw new InvalidDataError(`All outcomes are ${y[0]}: there is nothing to tell apart.`);
  }
  checkOffset(offset, y.length);
  checkWeights(weights, y.length);
  return generalisedLinear(
    'logit',
    data,
    data.start ?? y.map((value) => (value === 1 ? Math.log(3) : -Math.log(3))),
  );
}
