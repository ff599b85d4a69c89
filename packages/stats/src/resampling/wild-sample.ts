import { checkFinite } from './checks.js';
import type { WildBootstrapData } from './wild-bootstrap.js';
import { type WildRegression, wildRegression } from './wild-design.js';
import { type WildKey, wildSize } from './wild-draws.js';

/** The t test whose wild bootstrap is computed in shards, for `wildTest` and `wildInterval`. */
export interface WildSample {
  estimate: number;
  /** In the unit of the estimate, by the covariance asked for. */
  stdError: number;
  /** (estimate - null) / standard error. */
  t: number;
  /** How many replicates there are in all: fewer than asked for where they are enumerated. */
  replicates: number;
  /** Whether they are all combinations of Rademacher weights, so that nothing is left to chance. */
  enumerated: boolean;
}

/**
 * Throws as `wildBootstrapStatistics`.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1, clusters: [1, 1, 2, 2, 3, 3, 4, 4] };
 * const { estimate, stdError, replicates } = wildSample({ ...data, seed: 1, specification: 'need', replicates: 999 });
 * [estimate, stdError, replicates]; // => [0.53571429, 0.29570245, 16]
 * // R: fit <- lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ c(1:8)); v <- sandwich::vcovCL(fit, rep(1:4, each = 2), type = "HC1")
 * // R: c(coef(fit)[[2]], sqrt(v[2, 2]), 2^4)
 * ```
 */
export function wildSample(data: WildBootstrapData & { nullValue?: number }): WildSample {
  return sampleOf(wildRegression(data), data);
}

/** The same of a regression that is fitted already. */
export function sampleOf(
  regression: WildRegression,
  { nullValue = 0, ...key }: WildKey & { nullValue?: number },
): WildSample {
  checkFinite(nullValue, 'value under the null');
  const { estimate, stdError } = regression;
  return { estimate, stdError, t: (estimate - nullValue) / stdError, ...wildSize(key, regression) };
}
