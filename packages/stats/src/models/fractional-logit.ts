import { InvalidDataError } from '../errors.js';
import { type GeneralisedLinearFit, generalisedLinear, type ModelData } from './generalised-linear.js';
import { checkOffset, checkWeights } from './linear-predictor.js';

/**
 * Fractional logit: E(y | x) = 1 / (1 + exp(-(X b + offset))) of a share y from 0 to 1, by the Bernoulli
 * pseudo-likelihood. It needs that mean to be right and nothing else of the distribution, so that its errors are to be
 * robust ones (`modelCovariance`): Papke and Wooldridge (1996), Journal of Applied Econometrics 11, 619-632.
 *
 * @throws InvalidDataError where an outcome is not from 0 to 1 or all are the same, or as `leastSquares`;
 * RankDeficientError; SeparationError; NoConvergenceError.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(0.1, 0, 0.4, 0.3, 0.6, 0.5, 1, 0.9);
 * const fit = fractionalLogit({ y, columns: [x.map(() => 1), x] });
 * fit.coefficients; // => [-3.4200269, 0.72412285]
 * // R: x <- 1:8; y <- c(0.1, 0, 0.4, 0.3, 0.6, 0.5, 1, 0.9)
 * // R: unname(coef(glm(y ~ x, quasibinomial, epsilon = 1e-14)))
 * ```
 */
export function fractionalLogit(data: ModelData): GeneralisedLinearFit {
  const { y, offset, weights } = data;
  const bad = y.findIndex((value) => !(value >= 0 && value <= 1));
  if (bad >= 0) throw new InvalidDataError(`Outcome ${bad} is ${y[bad]}: a share must be from 0 to 1.`);
  if (y.length > 0 && y.every((value) => value === y[0])) {
    throw new InvalidDataError(`All outcomes are ${y[0]}: there is nothing to tell apart.`);
  }
  checkOffset(offset, y.length);
  checkWeights(weights, y.length);
  return generalisedLinear(
    'logit',
    data,
    data.start ?? y.map((value) => Math.log((value + 0.5) / (1.5 - value))),
  );
}
