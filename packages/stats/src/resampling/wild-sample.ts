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
 * Fits the sample whose wild bootstrap is computed in shards, and says how many replicates there are.
 *
 * @throws as `wildBootstrapStatistics`.
 *
 * @example
 * ```ts
 * const y = Float64Array.of(1, 3, 2, 6, 4, 5, 8, 7);
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1 };
 * const key = { seed: 1, specification: 'y ~ x', replicates: 256 }; // 2^8: all signs, none left to chance
 * wildSample({ ...data, ...key, nullValue: 0.5 }); // estimate 0.79198, stdError 0.15754, t 1.8534, enumerated
 * ```
 * ```r
 * # R
 * x <- c(1:7, 9); y <- c(1, 3, 2, 6, 4, 5, 8, 7); v <- as.matrix(expand.grid(rep(list(c(1, -1)), 8)))
 * t <- function(y, b) { m <- lm(y ~ x); (coef(m)[[2]] - b) / sqrt(sandwich::vcovHC(m, "HC1")[2, 2]) }
 * resampled <- function(b) { f <- b * x + mean(y - b * x); apply(v, 1, function(v) t(f + (y - f) * v, b)) }
 * t(y, 0.5)
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
