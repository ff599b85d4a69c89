import type { WildBootstrapData } from './wild-bootstrap.js';
import { designOf, wildRegression } from './wild-design.js';
import { statisticDraws } from './wild-draws.js';
import { sampleOf, type WildSample } from './wild-sample.js';
import { type WildTail, type WildTest, wildTest } from './wild-test.js';

/**
 * Wild bootstrap test that a coefficient is `nullValue` (default 0), all replicates at once: see
 * `wildBootstrapStatistics` and `wildTest`, of which it is the sum. Where the interval is wanted too,
 * `wildBootstrapInference` gives both for little more than the price of one.
 *
 * @throws as they do.
 *
 * @example
 * ```ts
 * const y = Float64Array.of(1, 3, 2, 6, 4, 5, 8, 7);
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1 };
 * const key = { seed: 1, specification: 'y ~ x', replicates: 256 }; // 2^8: all signs, none left to chance
 * wildBootstrapTest({ ...data, ...key, nullValue: 0.5 }); // t 1.8534, pValue 0.078125
 * ```
 * ```r
 * # R
 * x <- c(1:7, 9); y <- c(1, 3, 2, 6, 4, 5, 8, 7); v <- as.matrix(expand.grid(rep(list(c(1, -1)), 8)))
 * t <- function(y, b) { m <- lm(y ~ x); (coef(m)[[2]] - b) / sqrt(sandwich::vcovHC(m, "HC1")[2, 2]) }
 * resampled <- function(b) { f <- b * x + mean(y - b * x); apply(v, 1, function(v) t(f + (y - f) * v, b)) }
 * p <- function(b) mean(abs(resampled(b)) >= abs(t(y, b)) - 1e-10)
 * p(0.5)
 * # By clusters, with its own random numbers, and ties not counted (see `wildTest`):
 * # fwildclusterboot::boottest(lm(y ~ x), param = "x", r = 0.5, clustid = "g", B = 9999, type = "rademacher")
 * ```
 */
export function wildBootstrapTest(
  data: Omit<WildBootstrapData, 'from' | 'to'> & { nullValue?: number; tail?: WildTail },
): WildSample & WildTest {
  const regression = wildRegression(data);
  const sample = sampleOf(regression, data);
  const statistics = statisticDraws(designOf(regression, data.nullValue ?? 0), data, 0, sample.replicates);
  return { ...sample, ...wildTest(sample.t, statistics, data.tail, sample.enumerated) };
}
