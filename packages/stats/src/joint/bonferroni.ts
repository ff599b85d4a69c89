import { checkProbabilities } from './probabilities.js';

/**
 * p-values times their number, at most 1: the plainest adjustment, which `holm` improves on without assuming more.
 * Dunn (1961), Journal of the American Statistical Association 56, 52-64.
 *
 * @throws InvalidDataError where there are none or one is not between 0 and 1.
 */
export function bonferroni(pValues: ArrayLike<number>): Float64Array {
  checkProbabilities(pValues);
  return Float64Array.from(pValues, (p) => Math.min(1, pValues.length * p));
}
