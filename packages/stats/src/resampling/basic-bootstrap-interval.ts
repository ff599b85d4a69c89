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
