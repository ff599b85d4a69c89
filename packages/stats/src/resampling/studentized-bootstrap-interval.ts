import { InvalidDataError } from '../errors.js';
import type { BootstrapInterval } from './bootstrap-interval.js';
import { checkFinite } from './checks.js';
import { percentileBootstrapInterval } from './percentile-bootstrap-interval.js';

/** An estimate and its standard error on the sample. */
export interface StudentizedEstimate {
  estimate: number;
  stdError: number;
}

/** One estimate and standard error a replicate, in the same order. */
export interface StudentizedDraws {
  estimates: Float64Array;
  stdErrors: Float64Array;
}

/**
 * Studentized (bootstrap-t) interval: estimate - stdError x quantiles of (draw - estimate) / its standard error.
 * Efron (1979), section 10; Hall (1988), Annals of Statistics 16, 927-953; Davison and Hinkley (1997), equation 5.7.
 * A draw whose standard error is 0 or not finite has failed.
 *
 * @throws InvalidDataError where the level is not between 0 and 1, the sample's estimate or standard error is not
 * finite, the standard error is not above 0, or lengths differ.
 *
 * @example
 * ```ts
 * const estimates = Float64Array.from({ length: 39 }, (_, r) => Math.sqrt(r + 1));
 * const draws = { estimates, stdErrors: estimates.map((draw) => 0.1 + 0.2 * draw) };
 * const { low, high } = studentizedBootstrapInterval({ estimate: 4.3, stdError: 0.9 }, draws, 0.9);
 * [low, high]; // => [3.0410952, 11.084007]
 * // R: t <- sqrt(1:39); 4.3 - 0.9 * quantile((t - 4.3) / (0.1 + 0.2 * t), c(0.95, 0.05), type = 6)
 * ```
 */
export function studentizedBootstrapInterval(
  { estimate, stdError }: StudentizedEstimate,
  { estimates, stdErrors }: StudentizedDraws,
  level = 0.95,
): BootstrapInterval {
  checkFinite(estimate, 'estimate');
  checkFinite(stdError, 'standard error');
  if (!(stdError > 0)) throw new InvalidDataError(`The standard error is ${stdError}; it must be above 0.`);
  if (estimates.length !== stdErrors.length) {
    throw new InvalidDataError(
      `There are ${estimates.length} estimates but ${stdErrors.length} standard errors.`,
    );
  }
  const statistics = estimates.map((draw, r) =>
    stdErrors[r]! > 0 ? (draw - estimate) / stdErrors[r]! : Number.NaN,
  );
  const quantiles = percentileBootstrapInterval(statistics, level);
  return {
    ...quantiles,
    method: 'studentized',
    low: estimate - stdError * quantiles.high,
    high: estimate - stdError * quantiles.low,
    lowError: stdError * quantiles.highError,
    highError: stdError * quantiles.lowError,
  };
}
