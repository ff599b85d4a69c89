import { adjustedRows, workingBasis } from '../covariance/bell-mccaffrey.js';
import { groupClusters } from '../covariance/cluster-groups.js';
import { clusterSandwich } from '../covariance/cluster-sandwich.js';
import { satterthwaite } from '../covariance/satterthwaite.js';
import { InvalidDataError } from '../errors.js';
import { leastSquares } from '../least-squares.js';
import { combinedParts, type HotellingTest, hotellingOf } from './hotelling-test.js';
import { checkTimes, describeTrend, type SlopeTrend } from './slope-trend.js';
import { stackedParts } from './stacked-parts.js';
import { fitPeriod, type Period, stackPeriods } from './stacked-periods.js';

/** Columns of the stacked regression that are a period's own: 0 in all other periods. */
function stacked(periods: readonly Period[], columnsOf: (period: Period) => readonly Float64Array[]) {
  const n = periods.reduce((total, { y }) => total + y.length, 0);
  const columns: Float64Array[] = [];
  let start = 0;
  for (const period of periods) {
    for (const values of columnsOf(period)) {
      const column = new Float64Array(n);
      column.set(values, start);
      columns.push(column);
    }
    start += period.y.length;
  }
  return columns;
}

const joined = (periods: readonly Period[], of: (period: Period, t: number) => Float64Array) => {
  const all = new Float64Array(periods.reduce((total, { y }) => total + y.length, 0));
  let start = 0;
  periods.forEach((period, t) => {
    all.set(of(period, t), start);
    start += period.y.length;
  });
  return all;
};

const clustersOf = (periods: readonly Period[]) => periods.flatMap(({ units }) => Array.from(units));

/**
 * Tests that the slopes of all T periods are zero, and that they are the same, in the stacked regression (y on period
 * effects and x by period) with the CR2 covariance of the periods' `units` as clusters: see `hotellingTest`. Made for
 * clusters that are few, such as areas; `testSlopesZero` is for units that are many.
 *
 * @throws as `stackPeriods`, `fitPeriod` and `hotellingTest`; InvalidDataError where there is one period alone.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const units = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
 * const { zero, equal } = clusteredSlopeTests([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x, units },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x, units },
 * ]);
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x = 1:10)
 * // R: d$year <- factor(rep(2020:2021, each = 10)); d$g <- rep(rep(0:4, each = 2), 2); fit <- lm(y ~ 0 + year + year:x, d)
 * // R: v <- clubSandwich::vcovCR(fit, cluster = d$g, type = "CR2")
 * // R: p <- function(r) clubSandwich::Wald_test(fit, constraints = r, vcov = v, test = "HTZ")$p_val
 * [zero.pValue, equal.pValue]; // => [0.33240583, 0.81186586]
 * // R: c(p(cbind(0, 0, diag(2))), p(matrix(c(0, 0, -1, 1), 1)))
 * ```
 */
export function clusteredSlopeTests(periods: readonly Period[]): {
  zero: HotellingTest;
  equal: HotellingTest;
} {
  stackPeriods(periods);
  periods.forEach(fitPeriod); // for its errors: within every period x must vary by itself
  if (periods.length < 2) {
    throw new InvalidDataError('Slopes can be compared from two periods on; there is one.');
  }
  const { slopes, parts } = stackedParts(periods);
  const weights = Array.from({ length: slopes.length - 1 }, (_, j) =>
    Float64Array.from(slopes, (_, t) => (t === j ? -1 : t === j + 1 ? 1 : 0)),
  );
  return {
    zero: hotellingOf(parts, slopes),
    equal: hotellingOf(
      combinedParts(parts, weights),
      Float64Array.from(weights, (_, j) => slopes[j + 1]! - slopes[j]!),
    ),
  };
}

/**
 * The stacked regression with slopes that lie on a line, as `pooledTrend`, with the CR2 covariance of the periods'
 * `units` as clusters and Satterthwaite's degrees of freedom of the trend (Bell and McCaffrey 2002).
 *
 * @param times one a period, in the caller's unit; the level is the slope at time 0.
 * @param level of the interval, such as 0.95.
 * @throws as `pooledTrend`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const units = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
 * const periods = [
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x, units },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x, units },
 * ];
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x = 1:10, time = rep(0:1, each = 10))
 * // R: fit <- lm(y ~ 0 + factor(time) + x + x:time, d); g <- rep(rep(0:4, each = 2), 2)
 * // R: v <- clubSandwich::vcovCR(fit, cluster = g, type = "CR2")
 * const { trend, trendStdError, degreesOfFreedom, pValue } = clusteredTrend(periods, [0, 1]);
 * [trend, trendStdError, degreesOfFreedom, pValue]; // => [0.096969697, 0.35869937, 2.0340874, 0.81186586]
 * // R: unlist(clubSandwich::coef_test(fit, vcov = v, test = "Satterthwaite")["x:time", c("beta", "SE", "df_Satt", "p_Satt")])
 * ```
 */
export function clusteredTrend(
  periods: readonly Period[],
  times: ArrayLike<number>,
  level = 0.95,
): SlopeTrend {
  checkTimes(times, periods.length);
  stackPeriods(periods);
  periods.forEach(fitPeriod); // for its errors: within every period x must vary by itself
  const own = stacked(periods, ({ y, others = [] }) => [y.map(() => 1), ...others]);
  const x = joined(periods, (period) => period.x);
  const xTime = joined(periods, (period, t) => period.x.map((value) => value * times[t]!));
  const fit = leastSquares({ y: joined(periods, ({ y }) => y), columns: [...own, x, xTime] });
  const groups = groupClusters(fit, clustersOf(periods));
  const working = workingBasis(fit);
  // The period effects are many, and nobody asks for their errors.
  const atLevel = fit.k - 2;
  const adjusted = adjustedRows(fit, working, groups, atLevel);
  const degreesOfFreedom = satterthwaite(adjusted, working, groups);
  return describeTrend(
    Array.from(fit.coefficients.subarray(atLevel)),
    clusterSandwich(adjusted.rows, fit.residuals, groups),
    degreesOfFreedom[1]!,
    level,
  );
}
