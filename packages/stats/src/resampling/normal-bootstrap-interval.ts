import { checkLevel } from '../check-level.js';
import { normalQuantile } from '../distributions/normal.js';
import { mean } from '../mean.js';
import { power } from '../power.js';
import { type BootstrapInterval, noInterval, usableDraws } from './bootstrap-interval.js';
import { checkFinite } from './checks.js';

/**
 * Normal interval corrected for bias: estimate - bias -+ z sd, where bias and sd (divisor B - 1) are those of the
 * draws. Davison and Hinkley (1997), equation 5.5; R's `boot.ci(type = "norm")`. The Monte Carlo errors of the bounds
 * are by the delta method from the second, third and fourth moments of the draws: with central moments m,
 * B Var(mean) = m2, B Var(sd) = (m4 - m2^2) / 4 m2 and B Cov(mean, sd) = m3 / 2 sqrt(m2).
 *
 * @param estimate of the sample.
 * @param draws of one coefficient, one a replicate in any order; one that is not finite has failed.
 * @throws InvalidDataError where the level is not between 0 and 1 or the estimate is not finite.
 *
 * @example
 * ```ts
 * const draws = Float64Array.from({ length: 39 }, (_, r) => Math.sqrt(r + 1));
 * const { low, high } = normalBootstrapInterval(4.3, draws);
 * [low, high]; // => [1.5276229, 7.1959036]
 * // R: t <- sqrt(1:39); 4.3 - (mean(t) - 4.3) + c(-1, 1) * qnorm(0.975) * sd(t)
 * ```
 */
export function normalBootstrapInterval(
  estimate: number,
  draws: Float64Array,
  level = 0.95,
): BootstrapInterval {
  checkLevel(level);
  checkFinite(estimate, 'estimate');
  const usable = usableDraws(draws);
  const { sorted, replicates, failed } = usable;
  if (replicates < 2) {
    const reason = `A standard deviation needs 2 usable replicates; there are ${replicates}.`;
    return noInterval('normal', level, usable, reason);
  }
  const centre = mean(sorted);
  const moment = (order: number) => mean(sorted.map((draw) => power(draw - centre, order)));
  const variance = moment(2);
  const third = moment(3);
  const fourth = moment(4);
  const width = normalQuantile((1 + level) / 2);
  const sd = Math.sqrt((variance * replicates) / (replicates - 1));
  const error = (z: number) => {
    if (variance === 0) return 0;
    const ofSd = (z * z * (fourth - variance ** 2)) / (4 * variance);
    const both = (z * third) / Math.sqrt(variance);
    return Math.sqrt(Math.max(0, variance + ofSd - both) / replicates);
  };
  return {
    method: 'normal',
    level,
    low: 2 * estimate - centre - width * sd,
    high: 2 * estimate - centre + width * sd,
    lowError: error(-width),
    highError: error(width),
    replicates,
    failed,
  };
}
