import { type WildBootstrapData, wildBootstrapStatistics } from './wild-bootstrap.js';
import { type WildSample, wildSample } from './wild-sample.js';
import { type WildTail, type WildTest, wildTest } from './wild-test.js';

/**
 * Wild bootstrap test that a coefficient is `nullValue` (default 0), all replicates at once: see
 * `wildBootstrapStatistics` and `wildTest`, of which it is the sum.
 *
 * @throws as they do.
 */
export function wildBootstrapTest(
  data: Omit<WildBootstrapData, 'from' | 'to'> & { nullValue?: number; tail?: WildTail },
): WildSample & WildTest {
  const sample = wildSample(data);
  const statistics = wildBootstrapStatistics(data);
  return { ...sample, ...wildTest(sample.t, statistics, data.tail, sample.enumerated) };
}
