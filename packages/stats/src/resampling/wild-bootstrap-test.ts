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
 * const { t, pValue, pError } = wildBootstrapTest({
 *   y, columns: [ones, x], coefficient: 1, clusters: g, seed: 1, specification: 'y ~ x', replicates: 9999,
 * });
 * // R, with its own random numbers, and ties not counted (see `wildTest`):
 * // fwildclusterboot::boottest(lm(y ~ x), param = "x", clustid = "g", B = 9999, type = "rademacher")$p_val
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
