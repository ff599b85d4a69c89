import { checkLevel } from '../check-level.js';
import { normalCdf, normalDensity, normalQuantile } from '../distributions/normal.js';
import { sum } from '../sum.js';
import { type BootstrapInterval, noInterval, tooFewReplicates, usableDraws } from './bootstrap-interval.js';
import { checkFinite } from './checks.js';
import { orderStatistic, orderStatisticError } from './order-statistics.js';

/**
 * Acceleration from influence values L, sum L^3 / 6 (sum L^2)^1.5: Efron (1987), JASA 82, 171-185, equation 7.3.
 * NaN where all are 0.
 */
export function acceleration(influence: Float64Array): number {
  const squares = sum(influence.map((l) => l * l));
  return sum(influence.map((l) => l * l * l)) / (6 * squares * Math.sqrt(squares));
}

/**
 * Bias-corrected and accelerated interval: Efron (1987), equation 3.9; DiCiccio and Efron (1996), Statistical Science
 * 11, 189-228, equation 2.3. The bias correction is the normal quantile of the share of draws below the estimate, draws
 * equal to it counting half, as in SciPy's `bootstrap`: with a statistic that takes few values, draws that are symmetric
 * around the estimate then have none. R's `boot.ci` (1.3-28.1) does not count them, which bends the interval of such draws
 * to one side; where no draw equals the estimate the two agree. The Monte Carlo errors count that this share is estimated from the same draws (delta method on
 * the rank, see `orderStatisticError`).
 *
 * @param estimate of the sample.
 * @param draws of one coefficient, one a replicate in any order; one that is not finite has failed.
 * @param influence of each observation (or cluster) on the estimate, such as the `influence` of `jackknife`.
 * @throws InvalidDataError where the level is not between 0 and 1, or the estimate or an influence value not finite.
 *
 * @example
 * ```ts
 * const draws = Float64Array.from({ length: 39 }, (_, r) => Math.sqrt(r + 1));
 * const influence = Float64Array.of(-2, -1, -1, 0.5, 3.5);
 * const { low, high } = bcaBootstrapInterval(4.3, draws, influence, 0.8);
 * [low, high]; // => [1.8757409, 5.9440974]
 * // R: t <- sqrt(1:39); l <- c(-2, -1, -1, 0.5, 3.5); a <- sum(l^3) / (6 * sum(l^2)^1.5); bias <- qnorm(mean(t < 4.3))
 * // R: z <- bias + qnorm(c(0.1, 0.9)); boot:::norm.inter(t, pnorm(bias + z / (1 - a * z)))[, 2]
 * ```
 */
export function bcaBootstrapInterval(
  estimate: number,
  draws: Float64Array,
  influence: Float64Array,
  level = 0.95,
): BootstrapInterval {
  checkLevel(level);
  checkFinite(estimate, 'estimate');
  for (const value of influence) checkFinite(value, 'influence');
  const usable = usableDraws(draws);
  const { sorted, replicates, failed } = usable;
  const none = (reason: string) => noInterval('BCa', level, usable, reason);
  if (replicates === 0) return none(tooFewReplicates(0, level));
  const a = acceleration(influence);
  if (!Number.isFinite(a)) return none('The acceleration is not defined: no influence value differs from 0.');
  const ties = sorted.filter((draw) => draw === estimate).length / replicates;
  const below = sorted.filter((draw) => draw < estimate).length / replicates + ties / 2;
  if (below === 0 || below === 1) {
    return none('The bias correction is infinite: all usable draws are on one side of the estimate.');
  }
  const bias = normalQuantile(below);

  const bound = (tail: number) => {
    const z = bias + normalQuantile(tail);
    const shrink = 1 - a * z;
    // Beyond shrink = 0 the adjusted share runs backwards: there is no such quantile.
    if (shrink <= 0) return undefined;
    const adjusted = bias + z / shrink;
    const share = normalCdf(adjusted);
    const value = orderStatistic(sorted, share);
    if (value === undefined) return undefined;
    const slope = (normalDensity(adjusted) * (1 + 1 / shrink ** 2)) / normalDensity(bias);
    const together = Math.min(below, share) - below * share;
    const ofBelow = below * (1 - below) - ties / 4;
    const variance = slope ** 2 * ofBelow + share * (1 - share) - 2 * slope * together;
    return { value, error: orderStatisticError(sorted, share, Math.max(0, variance)) };
  };
  const low = bound((1 - level) / 2);
  const high = bound((1 + level) / 2);
  if (low === undefined || high === undefined) {
    return none(
      `At a level of ${level} the adjusted quantiles lie beyond the ${replicates} usable replicates.`,
    );
  }
  return {
    method: 'BCa',
    level,
    low: low.value,
    high: high.value,
    lowError: low.error,
    highError: high.error,
    replicates,
    failed,
  };
}
