import type { ClusterIds } from '../cluster-codes.js';
import { clusterIndex } from '../covariance/influence-covariance.js';
import { mean } from '../mean.js';
import { type Calibration, type CalibrationData, regressionCalibration } from './regression-calibration.js';

export interface CalibrationJackknife extends Calibration {
  /** Standard error of the calibrated slope. */
  stdError: number;
  /** Standard error of the slope that moments correct. */
  momentsError: number;
  /** One a unit left out: its pseudo-value of the calibrated slope, whose mean is the jackknife's estimate. */
  pseudoValues: Float64Array;
  /** The same of the slope that moments correct. */
  momentsPseudoValues: Float64Array;
}

/**
 * A calibrated slope with the standard error of leaving out one unit at a time: a cluster where clusters are given, else
 * an observation. Reliability and slope are estimated again without it, so that the error of the reliability is in.
 * With G units the variance is (G - 1) / G times the sum of squares about the mean of the slopes without one (Efron
 * and Stein 1981, Annals of Statistics 9, 586-596; for clusters Cameron and Miller 2015, Journal of Human Resources
 * 50, section VI.C). The variances of the errors are taken as known.
 *
 * @throws InvalidDataError as `regressionCalibration`, of the whole or without a unit; where clusters are not of n
 * observations or are one alone.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3);
 * const errorVariances = Float64Array.of(1, 2, 1, 2, 1, 2, 1, 2, 1, 2);
 * const clusters = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
 * const found = calibrationJackknife({ y, x, errorVariances }, clusters);
 * found.stdError; // => 0.33574775
 * // R: x <- 1:10; y <- c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3); v <- rep(1:2, 5); g <- rep(1:5, each = 2)
 * // R: slope <- function(k) { x <- x[k]; v <- v[k]; s <- var(x) - mean(v); coef(lm(y[k] ~ I(s / (s + v) * (x - mean(x)))))[[2]] }
 * // R: b <- sapply(1:5, function(j) slope(g != j)); sqrt(4 / 5 * sum((b - mean(b))^2))
 * ```
 */
export function calibrationJackknife(data: CalibrationData, clusters?: ClusterIds): CalibrationJackknife {
  const { y, x, errorVariances } = data;
  const whole = regressionCalibration(data);
  const units = clusters === undefined ? null : clusterIndex(clusters, x.length);
  const count = units === null ? x.length : units.count;
  const without = Array.from({ length: count }, (_, unit) => {
    const rest = (values: Float64Array) =>
      units === null ? lessOne(values, unit) : values.filter((_, i) => units.codes[i] !== unit);
    const { moments, calibrated } = regressionCalibration({
      y: rest(y),
      x: rest(x),
      errorVariances: rest(errorVariances),
    });
    return { moments, calibrated };
  });
  const spread = (values: readonly number[]) => {
    const centre = mean(values);
    return Math.sqrt(((count - 1) / count) * values.reduce((sum, value) => sum + (value - centre) ** 2, 0));
  };
  const pseudo = (all: number, values: readonly number[]) =>
    Float64Array.from(values, (value) => count * all - (count - 1) * value);
  const calibrated = without.map((one) => one.calibrated);
  const moments = without.map((one) => one.moments);
  return {
    ...whole,
    stdError: spread(calibrated),
    momentsError: spread(moments),
    pseudoValues: pseudo(whole.calibrated, calibrated),
    momentsPseudoValues: pseudo(whole.moments, moments),
  };
}

function lessOne(values: Float64Array, at: number): Float64Array {
  const rest = new Float64Array(values.length - 1);
  rest.set(values.subarray(0, at));
  rest.set(values.subarray(at + 1), at);
  return rest;
}
