import type { SharedRows } from '../engine/engine.js';
import { InvalidDataError } from '../errors.js';
import { mean } from '../mean.js';
import { fitPeriod, type Period, stackPeriods } from './stacked-periods.js';

/**
 * Periods whose units are ready to be resampled together. Plain data of typed arrays: it can be cloned or moved to a
 * thread, and its arrays may be views on shared memory.
 */
export interface SharedPairsSample extends SharedRows {
  /** Of the sample, one a period. */
  slopes: Float64Array;
  /** Standard deviation of x, one a period. */
  scales: Float64Array;
}

/**
 * Does the part of `sharedPairsBootstrap` that all its replicates share: of every row the residual and x less its mean
 * in standard deviations, and the number of its unit.
 *
 * @throws InvalidDataError as `stackPeriods`, or where a period has further regressors; RankDeficientError as
 * `fitPeriod`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const sample = prepareSharedPairs([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5), x, units: [1, 2, 3, 4, 5] },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3), x, units: [1, 2, 3, 4, 5] },
 * ]);
 * sample.slopes; // => [0.4, -0.9]
 * // R: x <- 1:5; c(coef(lm(c(3, 1, 4, 1, 5) ~ x))[[2]], coef(lm(c(9, 2, 6, 5, 3) ~ x))[[2]])
 * ```
 */
export function prepareSharedPairs(periods: readonly Period[]): SharedPairsSample {
  if (periods.some(({ others }) => others !== undefined && others.length > 0)) {
    throw new InvalidDataError('Shared draws are of regressions on a constant and x alone.');
  }
  const { unitIndex: unit, units, n } = stackPeriods(periods);
  const table = new Float64Array(2 * n);
  const ends = new Int32Array(periods.length);
  const slopes = new Float64Array(periods.length);
  const scales = new Float64Array(periods.length);
  let start = 0;
  for (const [t, period] of periods.entries()) {
    const { x } = period;
    const { coefficients, residuals } = fitPeriod(period);
    const centre = mean(x);
    const scale = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)));
    for (let i = 0; i < x.length; i++) {
      table[2 * (start + i)] = (x[i]! - centre) / scale;
      table[2 * (start + i) + 1] = residuals[i]!;
    }
    start += x.length;
    ends[t] = start;
    slopes[t] = coefficients[1]!;
    scales[t] = scale;
  }
  return { slopes, scales, table, unit, ends, units, ...others(unit, ends, units) };
}

/** The units that a period has not just once. */
function others(unit: Int32Array, ends: Int32Array, units: number) {
  const otherUnit: number[] = [];
  const otherRows: number[] = [];
  const otherEnds = ends.map((end, t) => {
    const rows = new Int32Array(units);
    for (const u of unit.subarray(t === 0 ? 0 : ends[t - 1]!, end)) rows[u]! += 1;
    for (const [u, count] of rows.entries()) {
      if (count === 1) continue;
      otherUnit.push(u);
      otherRows.push(count - 1);
    }
    return otherUnit.length;
  });
  return {
    otherUnit: Int32Array.from(otherUnit),
    otherRows: Float64Array.from(otherRows),
    otherEnds,
  };
}
