import { clusterFactor } from '../covariance/cluster-factor.js';
import { influenceCovariance } from '../covariance/influence-covariance.js';
import { fitPeriod, type Period, stackPeriods } from './stacked-periods.js';

export interface StackedRegression {
  /** Slope of x in each of T periods, in units of y per unit of x. */
  slopes: Float64Array;
  /** Their covariance, clustered by unit: T x T, row-major. */
  covariance: Float64Array;
  /** Square roots of its diagonal. */
  stdErrors: Float64Array;
  /** Observations in all periods. */
  n: number;
  /** Coefficients in all periods. */
  k: number;
  /** Number of units, G. */
  units: number;
  /** G - 1, for t and F. */
  degreesOfFreedom: number;
  /** G / (G - 1) x (n - 1) / (n - k): what the covariance is multiplied by. */
  smallSampleFactor: number;
}

/**
 * One regression of the outcome on period effects and x by period (and others by period). Its slopes are those of
 * separate regressions; what stacking adds is their joint covariance, because the same units come back: the cluster
 * sandwich of Liang and Zeger (1986), Biometrika 73, 13-22, with the factor of CR1. The design is block diagonal,
 * so it is never formed: each period gives its units' influences on its slope, and the covariance of two slopes is
 * the sum over units of the product of their influences.
 *
 * @throws InvalidDataError as `stackPeriods`, `leastSquares`, or where n equals k; RankDeficientError naming the
 * period in which x is constant or depends on the others.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5);
 * const fit = stackedRegression([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5), x, units: [1, 2, 3, 4, 5] },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3), x, units: [1, 2, 3, 4, 5] },
 * ]);
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x = 1:5, year = factor(rep(2020:2021, each = 5)))
 * // R: fit <- lm(y ~ 0 + year + year:x, d)
 * fit.slopes; // => [0.4, -0.9]
 * // R: coef(fit)[3:4]
 * fit.covariance; // => [0.3495, 0.20925, 0.20925, 0.666375]
 * // R: sandwich::vcovCL(fit, cluster = d$x, type = "HC1")[3:4, 3:4]
 * ```
 */
export function stackedRegression(periods: readonly Period[]): StackedRegression {
  const { unitIndex, units, n } = stackPeriods(periods);
  const fits = periods.map(fitPeriod);
  const k = fits.reduce((total, fit) => total + fit.k, 0);
  const smallSampleFactor = clusterFactor(units, n, k);
  let start = 0;
  const influence = fits.map(({ pseudoinverse, residuals }) => {
    const ofUnit = new Float64Array(units);
    residuals.forEach((residual, i) => {
      const unit = unitIndex[start + i]!;
      ofUnit[unit] = ofUnit[unit]! + pseudoinverse[1]![i]! * residual;
    });
    start += residuals.length;
    return ofUnit;
  });
  const covariance = influenceCovariance(influence).map((value) => value * smallSampleFactor);
  const t = periods.length;
  return {
    slopes: Float64Array.from(fits, (fit) => fit.coefficients[1]!),
    covariance,
    stdErrors: Float64Array.from({ length: t }, (_, j) => Math.sqrt(covariance[j * t + j]!)),
    n,
    k,
    units,
    degreesOfFreedom: units - 1,
    smallSampleFactor,
  };
}
