import { InvalidDataError } from '../errors.js';
import { sum } from '../sum.js';
import { type GeneralisedLinearFit, generalisedLinear, type ModelData } from './generalised-linear.js';
import { checkOffset, checkWeights } from './linear-predictor.js';

/**
 * Poisson pseudo-maximum likelihood: E(y | x) = exp(X b + offset). It needs that mean to be right and nothing else
 * of the Poisson distribution: y need not be a whole number nor its variance its mean, which robust covariances
 * take care of (`modelCovariance`). Gourieroux, Monfort and Trognon (1984), Econometrica 52, 701-720; Santos Silva
 * and Tenreyro (2006), Review of Economics and Statistics 88, 641-658. With the logarithm of an exposure as offset
 * the coefficients are of the rate y / exposure.
 *
 * @throws InvalidDataError where an outcome is negative or all are 0, or as `leastSquares`; RankDeficientError;
 * SeparationError where columns predict zeros perfectly; NoConvergenceError.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const patients = Float64Array.of(9, 8, 7, 6, 7, 8, 9, 5);
 * const fit = poisson({
 *   y: Float64Array.of(3, 1, 4, 1.5, 5, 9, 2.5, 6),
 *   columns: [x.map(() => 1), x],
 *   offset: patients.map(Math.log),
 * });
 * fit.coefficients; // => [-1.4488593, 0.17459087]
 * // R: y <- c(3, 1, 4, 1.5, 5, 9, 2.5, 6); patients <- c(9, 8, 7, 6, 7, 8, 9, 5)
 * // R: coef(suppressWarnings(glm(y ~ c(1:8) + offset(log(patients)), poisson, epsilon = 1e-14)))
 * ```
 */
export function poisson(data: ModelData): GeneralisedLinearFit {
  const { y, offset, weights } = data;
  const negative = y.findIndex((value) => value < 0);
  if (negative >= 0) {
    throw new InvalidDataError(`Outcome ${negative} is ${y[negative]}: a count must not be negative.`);
  }
  if (y.length > 0 && y.every((value) => value === 0)) {
    throw new InvalidDataError('All outcomes are 0: there is nothing to fit.');
  }
  checkOffset(offset, y.length);
  checkWeights(weights, y.length);
  const exposure = y.map((_, i) => Math.exp(offset?.[i] ?? 0));
  const rate = sum(y) / sum(exposure);
  return generalisedLinear(
    'poisson',
    data,
    data.start ?? y.map((value, i) => Math.log((value + rate * exposure[i]!) / 2)),
  );
}
