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
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const data = { y, columns: [x.map(() => 1), x], coefficient: 1, clusters: [1, 1, 2, 2, 3, 3, 4, 4] };
 * // R: x <- 1:8; y <- c(3, 1, 4, 1, 5, 9, 2, 6); g <- rep(1:4, each = 2); signs <- expand.grid(rep(list(c(1, -1)), 4))
 * // R: t <- function(y) coef(fit <- lm(y ~ x))[[2]] / sqrt(sandwich::vcovCL(fit, cluster = g, type = "HC1")[2, 2])
 * const { t, pValue } = wildBootstrapTest({ ...data, seed: 1, specification: 'need', replicates: 999 });
 * t; // => 1.8116667
 * // R: t(y)
 * pValue; // => 0.125
 * // R: stars <- apply(signs, 1, function(s) t(mean(y) + s[g] * (y - mean(y)))); mean(abs(stars) > abs(t(y)) - 1e-9)
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
