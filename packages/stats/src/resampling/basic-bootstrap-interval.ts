import type { BootstrapInterval } from './bootstrap-interval.js';
import { checkFinite } from './checks.js';
import { percentileBootstrapInterval } from './percentile-bootstrap-interval.js';

/**
 * Basic interval: the percentile interval turned about the estimate, 2 x estimate - quantile. Davison and Hinkley
 * (1997), equation 5.6.
 *
 * @param estimate of the sample.
 * @param draws of one coefficient, one a replicate in any order; one that is not finite has failed.
 * @throws InvalidDataError where the level is not between 0 and 1 or the estimate is not finite.
 *
 * @example
 * ```ts
 * const draws = Float64Array.from({ length: 39 }, (_, r) => Math.sqrt(r + 1));
 * const { low, high } = basicBootstrapInterval(4.3, draws, 0.9);
 * [low, high]; // => [2.435586, 7.1857864]
 * // R: 2 * 4.3 - quantile(sqrt(1:39), c(0.95, 0.05), type = 6)
 * ```
 */
export function basicBootstrapInterval(
  estimate: number,
  draws: Float64Array,
  level = 0.95,
): BootstrapInterval {
  checkFinite(estimate, 'estimate');
  const percentile = percentileBootstrapInterval(draws, level);
  return {
    ...percentile,
    method: 'basic',
    low: 2 * estimate - percentile.high,
    high: 2 * estimate - percentile.low,
    lowError: percentile.highError,
    highError: percentile.lowError,
  };
}
