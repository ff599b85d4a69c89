import type { LeastSquaresData } from '../decompose.js';
import { InvalidDataError } from '../errors.js';
import { type LeastSquaresFit, leastSquares } from '../least-squares.js';

/** Data of an unweighted regression. */
export type Sample = Omit<LeastSquaresData, 'weights'>;

/**
 * Fits the sample that is to be resampled.
 *
 * @throws as `leastSquares`; InvalidDataError where there are weights, or no more observations than columns.
 */
export function fitSample(sample: Sample): LeastSquaresFit {
  if ('weights' in sample && sample.weights !== undefined) {
    throw new InvalidDataError('Resampling is of unweighted regressions: leave out the weights.');
  }
  const fit = leastSquares(sample);
  if (fit.n <= fit.k) {
    throw new InvalidDataError(
      `Resampling a regression on ${fit.k} columns needs at least ${fit.k + 1} observations, not ${fit.n}.`,
    );
  }
  return fit;
}
