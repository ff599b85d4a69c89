import { checkLevel } from '../check-level.js';
import { type BootstrapInterval, noInterval, tooFewReplicates, usableDraws } from './bootstrap-interval.js';
import { orderStatistic, orderStatisticError } from './order-statistics.js';

/**
 * Percentile interval: Efron (1979), Annals of Statistics 7, 1-26; Davison and Hinkley (1997), section 5.3.1. As
 * `percentileInterval`, with the Monte Carlo error of the bounds, and interpolation (see `orderStatistic`) where
 * (B + 1)(1 - level) / 2 is no whole number.
 *
 * @param draws of one coefficient, one a replicate in any order; one that is not finite has failed.
 * @throws InvalidDataError where the level is not between 0 and 1.
 *
 * @example
 * ```ts
 * const draws = Float64Array.from({ length: 39 }, (_, r) => Math.sqrt(r + 1));
 * const { low, high } = percentileBootstrapInterval(draws, 0.85);
 * [low, high]; // => [1.7320508, 6.0827625]
 * // R: boot:::norm.inter(sqrt(1:39), c(0.075, 0.925))[, 2]
 * ```
 */
export function percentileBootstrapInterval(draws: Float64Array, level = 0.95): BootstrapInterval {
  checkLevel(level);
  const usable = usableDraws(draws);
  const { sorted, replicates, failed } = usable;
  const tail = (1 - level) / 2;
  const low = orderStatistic(sorted, tail);
  const high = orderStatistic(sorted, 1 - tail);
  if (low === undefined || high === undefined) {
    return noInterval('percentile', level, usable, tooFewReplicates(replicates, level));
  }
  return {
    method: 'percentile',
    level,
    low,
    high,
    lowError: orderStatisticError(sorted, tail),
    highError: orderStatisticError(sorted, 1 - tail),
    replicates,
    failed,
  };
}
