import { chiSquaredUpperTail } from '../distributions/chi-squared.js';
import { leastSquares } from '../least-squares.js';
import { whiten } from './cholesky.js';
import { checkTimes, describeTrend, type SlopeTrend } from './slope-trend.js';
import type { StackedRegression } from './stacked-regression.js';

export interface MinimumDistanceTrend extends SlopeTrend {
  /**
   * Distance of the T slopes from the line, in their covariance: chi-squared with T - 2 degrees of freedom if a
   * line fits.
   */
  distance: number;
  distanceDf: number;
  /** 1 for two periods, through which a line always goes. */
  distanceP: number;
}

/**
 * A line through the slopes of T periods by generalised least squares with their joint covariance V: theta
 * minimises (b - A theta)' V^-1 (b - A theta), A being the columns 1 and time; covariance (A' V^-1 A)^-1. The
 * minimum is a test that the slopes lie on a line. Chamberlain (1982), Journal of Econometrics 18, 5-46 (minimum
 * distance).
 *
 * @param times one a period, in the caller's unit; the level is the slope at time 0.
 * @param level of the interval, such as 0.95.
 * @throws InvalidDataError where there are fewer than two different times, or V is singular, as with no more units
 * than periods.
 */
export function minimumDistanceTrend(
  fit: StackedRegression,
  times: ArrayLike<number>,
  level = 0.95,
): MinimumDistanceTrend {
  const { slopes, covariance, degreesOfFreedom } = fit;
  checkTimes(times, slopes.length);
  const [y, ones, time] = whiten(
    covariance,
    [slopes, slopes.map(() => 1), Float64Array.from(times)],
    (row) =>
      `The covariance of the slopes is singular at period ${row}: leave out a period without variation, ` +
      `or take more units than periods (there are ${fit.units}).`,
  );
  const line = leastSquares({ y: y!, columns: [ones!, time!], names: ['level', 'trend'] });
  const distance = line.residualSumOfSquares;
  const distanceDf = line.degreesOfFreedom;
  return {
    ...describeTrend(line.coefficients, line.crossProductInverse, degreesOfFreedom, level),
    distance,
    distanceDf,
    distanceP: distanceDf === 0 ? 1 : chiSquaredUpperTail(distance, distanceDf),
  };
}
