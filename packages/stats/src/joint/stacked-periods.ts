import type { ClusterIds } from '../cluster-codes.js';
import { clusterIndex } from '../covariance/influence-covariance.js';
import { InvalidDataError } from '../errors.js';
import { type LeastSquaresFit, leastSquares } from '../least-squares.js';

/** One cross-section of n_t observations. */
export interface Period {
  /** For errors, such as a date. */
  label: string;
  /** Outcome, length n_t. */
  y: Float64Array;
  /** The regressor whose slope is of interest, length n_t. */
  x: Float64Array;
  /** Which unit each observation is of, length n_t; the same unit comes back in other periods. */
  units: ClusterIds;
  /** Further regressors, length n_t each, with slopes of their own in every period. */
  others?: readonly Float64Array[];
  /** Length n_t, not negative: how much each observation counts; alike where left out. */
  weights?: Float64Array;
}

export interface StackedPeriods {
  /** Unit of every observation, periods one after another, numbered from 0. */
  unitIndex: Int32Array;
  /** Number of units, G. */
  units: number;
  /** Observations in all. */
  n: number;
}

/**
 * Numbers the units of all periods.
 *
 * @throws InvalidDataError where there is no period, a period is empty or has fewer observations than coefficients,
 * lengths differ, or there is one unit alone.
 */
export function stackPeriods(periods: readonly Period[]): StackedPeriods {
  if (periods.length === 0) throw new InvalidDataError('There is no period.');
  for (const { label, y, units, others = [] } of periods) {
    const k = 2 + others.length;
    if (y.length < k) {
      throw new InvalidDataError(
        `Period ${label} has ${y.length} observations; ${k} coefficients need as many.`,
      );
    }
    if (units.length !== y.length) {
      throw new InvalidDataError(
        `Period ${label} has ${y.length} observations but ${units.length} unit ids.`,
      );
    }
  }
  const ids = periods.flatMap(({ units }) => Array.from(units));
  const { codes, count } = clusterIndex(ids, ids.length);
  return { unitIndex: codes, units: count, n: ids.length };
}

/**
 * Least squares, weighted where the period has weights, of an outcome on a constant, x and the others within one period.
 *
 * @throws InvalidDataError as `leastSquares`; RankDeficientError naming column and period, as where x is constant.
 */
export function fitPeriod({ label, y, x, others = [], weights }: Period): LeastSquaresFit {
  const names = ['constant', 'x', ...others.map((_, j) => `other ${j}`)].map(
    (name) => `${name} in period ${label}`,
  );
  return leastSquares({ y, columns: [y.map(() => 1), x, ...others], names, ...(weights && { weights }) });
}
