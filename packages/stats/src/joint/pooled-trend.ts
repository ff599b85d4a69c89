import { clusterFactor } from '../covariance/cluster-factor.js';
import { influenceCovariance } from '../covariance/influence-covariance.js';
import { leastSquares } from '../least-squares.js';
import { checkTimes, describeTrend, type SlopeTrend } from './slope-trend.js';
import { fitPeriod, type Period, stackPeriods } from './stacked-periods.js';

/**
 * The stacked regression with slopes that lie on a line: y on period effects, x and x times time (and others by
 * period), by least squares on all observations, clustered by unit with the factor of CR1 (n observations; k counts
 * every coefficient). Constant and others are partialled out of y and x within each period, which changes neither
 * estimates nor scores: Frisch and Waugh (1933), Econometrica 1, 387-401; Lovell (1963).
 *
 * @param times one a period, in the caller's unit; the level is the slope at time 0.
 * @param level of the interval, such as 0.95.
 * @throws InvalidDataError as `stackedRegression`, or where there are fewer than two different times;
 * RankDeficientError as `stackedRegression`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const periods = [
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5), x, units: [1, 2, 3, 4, 5] },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3), x, units: [1, 2, 3, 4, 5] },
 *   { label: '2023', y: Float64Array.of(5, 8, 9, 7, 9), x, units: [1, 2, 3, 4, 5] },
 * ];
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x = 1:5, time = rep(c(0, 1, 3), each = 5))
 * // R: fit <- lm(y ~ 0 + factor(time) + x + x:time, d); v <- sandwich::vcovCL(fit, cluster = d$x, type = "HC1")
 * const { trend, trendStdError, pValue } = pooledTrend(periods, [0, 1, 3]);
 * [trend, trendStdError, pValue]; // => [0.2, 0.28954398, 0.52772058]
 * // R: b <- coef(fit)[["x:time"]]; se <- sqrt(v["x:time", "x:time"]); c(b, se, 2 * pt(-abs(b / se), 4))
 * ```
 */
export function pooledTrend(periods: readonly Period[], times: ArrayLike<number>, level = 0.95): SlopeTrend {
  checkTimes(times, periods.length);
  const { unitIndex, units, n } = stackPeriods(periods);
  const y = new Float64Array(n);
  const x = new Float64Array(n);
  const xTime = new Float64Array(n);
  let start = 0;
  let k = 2;
  periods.forEach((period, j) => {
    fitPeriod(period); // for its errors: within this period x must vary by itself
    const columns = [period.y.map(() => 1), ...(period.others ?? [])];
    const xRest = leastSquares({ y: period.x, columns }).residuals;
    y.set(leastSquares({ y: period.y, columns }).residuals, start);
    x.set(xRest, start);
    xTime.set(
      xRest.map((value) => value * times[j]!),
      start,
    );
    start += xRest.length;
    k += columns.length;
  });
  const fit = leastSquares({ y, columns: [x, xTime], names: ['x', 'x times time'] });
  const factor = clusterFactor(units, n, k);
  const influence = fit.pseudoinverse.map((row) => row.map((value, i) => value * fit.residuals[i]!));
  const covariance = influenceCovariance(influence, unitIndex).map((value) => value * factor);
  return describeTrend(fit.coefficients, covariance, units - 1, level);
}
