import { checkLevel } from '../check-level.js';
import { studentTQuantile, studentTTwoSidedP } from '../distributions/student-t.js';
import { InvalidDataError } from '../errors.js';

/** A line through the slopes of the periods: slope at time t = level + trend x t. */
export interface SlopeTrend {
  /** Slope at time 0, in units of y per unit of x. */
  level: number;
  /** Change of the slope per unit of time. */
  trend: number;
  /** Covariance of level and trend, 2 x 2, row-major. */
  covariance: Float64Array;
  levelStdError: number;
  trendStdError: number;
  /** Of the trend, against zero. */
  t: number;
  /** Two-sided, Student's t with `degreesOfFreedom`. */
  pValue: number;
  confLow: number;
  confHigh: number;
  /** Units less 1, or Satterthwaite's. */
  degreesOfFreedom: number;
}

/** Test and interval of a trend from its estimates. */
export function describeTrend(
  [level, trend]: ArrayLike<number> & Iterable<number>,
  covariance: Float64Array,
  degreesOfFreedom: number,
  confidence: number,
): SlopeTrend {
  checkLevel(confidence);
  const trendStdError = Math.sqrt(covariance[3]!);
  if (!(trendStdError > 0)) {
    throw new InvalidDataError(
      'Every unit fits the trend exactly: it has no standard error to test it with.',
    );
  }
  const width = studentTQuantile(1 - (1 - confidence) / 2, degreesOfFreedom) * trendStdError;
  const t = trend! / trendStdError;
  return {
    level: level!,
    trend: trend!,
    covariance,
    levelStdError: Math.sqrt(covariance[0]!),
    trendStdError,
    t,
    pValue: studentTTwoSidedP(t, degreesOfFreedom),
    confLow: trend! - width,
    confHigh: trend! + width,
    degreesOfFreedom,
  };
}

/** @throws InvalidDataError where times are not one a period, not finite, or fewer than two different. */
export function checkTimes(times: ArrayLike<number>, periods: number): void {
  if (times.length !== periods) {
    throw new InvalidDataError(`There are ${periods} periods but ${times.length} times.`);
  }
  const values = Array.from(times);
  const bad = values.findIndex((time) => !Number.isFinite(time));
  if (bad >= 0) throw new InvalidDataError(`Time ${bad} is ${values[bad]}; it must be finite.`);
  if (new Set(values).size < 2) throw new InvalidDataError('A trend needs at least two different times.');
}
