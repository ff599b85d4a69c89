import { checkLevel } from '../check-level.js';
import { studentTQuantile, studentTTwoSidedP } from '../distributions/student-t.js';
import { InvalidDataError } from '../errors.js';
import type { SlopeSeries } from './slope-series.js';

/** The trend of a series of slopes, per unit of time. */
export interface SeriesTrend {
  trend: number;
  stdError: number;
  degreesOfFreedom: number;
  pValue: number;
  confLow: number;
  confHigh: number;
}

/**
 * The straight line through the slopes of a series, by least squares with equal weights, with the error that their joint
 * covariance gives and Student's t of G - 1 degrees of freedom.
 *
 * @param times one a period.
 * @throws InvalidDataError where times are of another number than slopes or do not vary, or level is out of range.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const clusters = [1, 1, 2, 2, 3, 3, 4, 4];
 * const series = slopeSeries(
 *   [
 *     { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), x, clusters },
 *     { label: '2022', y: Float64Array.of(5, 3, 5, 8, 9, 7, 9, 3), x, clusters },
 *   ],
 *   'absolute',
 * );
 * // R: x <- 1:8; g <- rep(1:4, each = 2); y <- c(3, 1, 4, 1, 5, 9, 2, 6); w <- c(5, 3, 5, 8, 9, 7, 9, 3)
 * // R: d <- function(k) sd(x) * (coef(lm(w[k] ~ x[k]))[[2]] - coef(lm(y[k] ~ x[k]))[[2]]) / 2
 * // R: j <- sapply(1:4, function(i) d(g != i))
 * const { trend, stdError } = seriesTrend(series, [0, 2]);
 * [trend, stdError]; // => [-0.32076651, 0.51172798]
 * // R: c(d(TRUE), sqrt(3 / 4 * sum((j - mean(j))^2)))
 * ```
 */
export function seriesTrend(series: SlopeSeries, times: ArrayLike<number>, level = 0.95): SeriesTrend {
  const { estimates, covariance, clusters } = series;
  const t = estimates.length;
  checkLevel(level);
  if (times.length !== t) throw new InvalidDataError(`There are ${t} slopes but ${times.length} times.`);
  const weights = trendWeights(times);
  let trend = 0;
  let variance = 0;
  for (let i = 0; i < t; i++) {
    trend += weights[i]! * estimates[i]!;
    for (let j = 0; j < t; j++) variance += weights[i]! * covariance[i * t + j]! * weights[j]!;
  }
  const stdError = Math.sqrt(variance);
  const degreesOfFreedom = clusters - 1;
  const width = studentTQuantile(1 - (1 - level) / 2, degreesOfFreedom) * stdError;
  return {
    trend,
    stdError,
    degreesOfFreedom,
    pValue: studentTTwoSidedP(trend / stdError, degreesOfFreedom),
    confLow: trend - width,
    confHigh: trend + width,
  };
}

/** What a series is multiplied by and added up for its least-squares slope on time. */
function trendWeights(times: ArrayLike<number>): Float64Array {
  const all = Float64Array.from(times);
  const centre = all.reduce((a, b) => a + b, 0) / all.length;
  const spread = all.reduce((total, time) => total + (time - centre) ** 2, 0);
  if (!(spread > 0)) throw new InvalidDataError('A trend asks for two different times.');
  return all.map((time) => (time - centre) / spread);
}
