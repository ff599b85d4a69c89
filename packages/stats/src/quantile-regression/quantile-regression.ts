import type { LeastSquaresData } from '../decompose.js';
import { InvalidDataError } from '../errors.js';
import { leastSquares } from '../least-squares.js';
import { NoConvergenceError } from '../models/errors.js';
import { descentRoom } from './edge-descent.js';
import { startingRows } from './starting-rows.js';
import { optimalVertex } from './vertex.js';

export interface QuantileRegressionData extends Omit<LeastSquaresData, 'tails'> {
  /** Which quantile: above 0 and below 1, such as 0.75. */
  tau: number;
}

export interface QuantileFit {
  /** Length k, in the order of the columns. */
  coefficients: Float64Array;
  /** The least sum of weight x check loss. */
  objective: number;
  /** The k observations that the fit goes through, indices from 0. */
  basis: Int32Array;
  /** False where the minimum may be reached by other coefficients too. */
  unique: boolean;
}

/** @throws InvalidDataError where tau is not between 0 and 1. */
export function checkTau(tau: number): void {
  if (!(tau > 0 && tau < 1)) {
    throw new InvalidDataError(`The quantile is ${tau}; it must be above 0 and below 1, such as 0.75.`);
  }
}

/** Powers of two that bring the largest element of a column to about 1, which is exact. */
export const scaleOf = (column: Float64Array): number =>
  2 ** -Math.ceil(Math.log2(column.reduce((most, value) => Math.max(most, Math.abs(value)), 0)));

/** What outcomes are measured against; 1 where all are 0. */
export const outcomeScale = (y: Float64Array): number =>
  y.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

/**
 * Linear quantile regression: the coefficients with the least sum of weight x check loss (Koenker and Bassett 1978,
 * Econometrica 46, 33-50), exactly, by a simplex method (see `descend`). The fit is a basic solution: it goes through
 * k observations. Where several vertices share the minimum it is one of them, which need not be the one that
 * `quantreg::rq(method = "br")` ends at; the sum is the same. Weights multiply the loss and need not be counts;
 * weight 0 leaves an observation out.
 *
 * @throws InvalidDataError, RankDeficientError as `leastSquares`; InvalidDataError where tau is not between 0 and 1.
 * @throws NoConvergenceError where rounding keeps the method from an end.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3);
 * const fit = quantileRegression({ y, columns: [x.map(() => 1), x], tau: 0.75 });
 * fit.coefficients; // => [2.8, 0.4]
 * // R: x <- 1:10; y <- c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3); fit <- quantreg::rq(y ~ x, tau = 0.75)
 * // R: coef(fit)
 * fit.objective; // => 6.75
 * // R: sum(resid(fit) * (0.75 - (resid(fit) < 0)))
 * ```
 */
export function quantileRegression({ tau, ...data }: QuantileRegressionData): QuantileFit {
  checkTau(tau);
  const { y, columns, weights } = data;
  const { residuals } = leastSquares(data);
  const k = columns.length;
  const scales = columns.map(scaleOf);
  const used = Int32Array.from(y.keys()).filter((i) => weights === undefined || weights[i]! > 0);
  const room = descentRoom(k, used.length);
  room.rows = used.length;
  used.forEach((row, i) => {
    for (let j = 0; j < k; j++) room.x[j]![i] = columns[j]![row]! * scales[j]!;
    room.weights[i] = weights === undefined ? 1 : weights[row]!;
  });
  const outcome = Float64Array.from(used, (row) => y[row]!);
  room.basis.set(
    startingRows(
      room,
      Float64Array.from(used, (row) => residuals[row]!),
      tau,
    ),
  );
  const vertex = optimalVertex(room, outcome, used, outcomeScale(outcome), tau);
  if (vertex === null) throw new NoConvergenceError('The quantile regression', 50 * used.length);
  const coefficients = vertex.coefficients.map((value, j) => value * scales[j]!);
  let objective = 0;
  for (const i of used) {
    let left = y[i]!;
    for (let j = 0; j < k; j++) left -= coefficients[j]! * columns[j]![i]!;
    objective += (weights === undefined ? 1 : weights[i]!) * left * (left < 0 ? tau - 1 : tau);
  }
  return { coefficients, objective, basis: room.basis.map((i) => used[i]!), unique: vertex.unique };
}
