import { InvalidDataError } from './errors.js';
import { sum } from './sum.js';

/**
 * The sum of weight x value over the sum of weights, in the unit of the values. NaN where a value is NaN.
 *
 * @throws InvalidDataError where lengths differ, a weight is negative or not finite, or the weights sum to 0.
 *
 * @example
 * ```ts
 * weightedMean([3, 1, 4], [10, 20, 30]); // => 2.8333333
 * // R: weighted.mean(c(3, 1, 4), c(10, 20, 30))
 * ```
 */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  if (values.length !== weights.length) {
    throw new InvalidDataError(`There are ${values.length} values but ${weights.length} weights.`);
  }
  const products = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new InvalidDataError(`Weight ${i} is ${weight}: a weight must be finite and not negative.`);
    }
    products[i] = weight * values[i]!;
  }
  const total = sum(weights);
  if (total === 0) throw new InvalidDataError('The weights sum to 0: there is no weighted mean.');
  return sum(products) / total;
}
