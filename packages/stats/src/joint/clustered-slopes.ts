import { sumOfOuterProducts } from '../covariance/cluster-sandwich.js';
import { type ClusterParts, combinedParts, type HotellingTest, hotellingOf } from './hotelling-test.js';
import { stackedParts } from './stacked-parts.js';
import { fitPeriod, type Period, stackPeriods } from './stacked-periods.js';

/** The slopes of x in T periods with their CR2 covariance. */
export interface ClusteredSlopes {
  /** In units of y per unit of x. */
  slopes: Float64Array;
  /** T x T, row-major. */
  covariance: Float64Array;
  /** What each cluster adds, for tests of combinations. */
  parts: readonly ClusterParts[];
}

/**
 * The slopes of all periods in the stacked regression (y on period effects, x by period and whatever else a period has)
 * with their CR2 covariance by the periods' `units`: Bell and McCaffrey (2002), Survey Methodology 28, 169-181; with
 * weights Pustejovsky and Tipton (2018). Of one period it is that of `covariance`.
 *
 * @throws as `stackPeriods` and `fitPeriod`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const units = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
 * const fit = clusteredSlopes([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x, units },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x, units },
 * ]);
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x = 1:10)
 * // R: d$year <- factor(rep(2020:2021, each = 10)); d$g <- rep(rep(0:4, each = 2), 2); fit <- lm(y ~ 0 + year + year:x, d)
 * fit.covariance; // => [0.040892433, -0.025211931, -0.025211931, 0.037348944]
 * // R: clubSandwich::vcovCR(fit, cluster = d$g, type = "CR2")[3:4, 3:4]
 * ```
 */
export function clusteredSlopes(periods: readonly Period[]): ClusteredSlopes {
  stackPeriods(periods);
  periods.forEach(fitPeriod); // for its errors: within every period x must vary by itself
  const { slopes, parts } = stackedParts(periods);
  const covariance = sumOfOuterProducts(
    parts.map(({ score }) => score),
    slopes.length,
  );
  return { slopes, covariance, parts };
}

/**
 * Test that combinations of the slopes are zero, as `hotellingTest`: of one combination F is the square of t, and the
 * denominator's degrees of freedom are Satterthwaite's.
 *
 * @param combinations q rows of T weights.
 * @throws as `hotellingTest`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
 * const units = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
 * const fit = clusteredSlopes([
 *   { label: '2020', y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), x, units },
 *   { label: '2021', y: Float64Array.of(9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x, units },
 * ]);
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9), x = 1:10)
 * // R: d$year <- factor(rep(2020:2021, each = 10)); d$g <- rep(rep(0:4, each = 2), 2); fit <- lm(y ~ 0 + year + year:x, d)
 * // R: v <- clubSandwich::vcovCR(fit, cluster = d$g, type = "CR2")
 * const { f, denominatorDf } = testClusteredSlopes(fit, [[0.5, 0.5]]);
 * [f, denominatorDf]; // => [14.836297, 2.0340874]
 * // R: w <- clubSandwich::Wald_test(fit, constraints = rbind(c(0, 0, 0.5, 0.5)), vcov = v, test = "HTZ"); c(w$Fstat, w$df_denom)
 * ```
 */
export function testClusteredSlopes(
  { slopes, parts }: Pick<ClusteredSlopes, 'slopes' | 'parts'>,
  combinations: readonly ArrayLike<number>[],
): HotellingTest {
  const weights = combinations.map((row) => Float64Array.from(row));
  const estimates = weights.map((row) => row.reduce((sum, weight, t) => sum + weight * slopes[t]!, 0));
  return hotellingOf(combinedParts(parts, weights), Float64Array.from(estimates));
}
