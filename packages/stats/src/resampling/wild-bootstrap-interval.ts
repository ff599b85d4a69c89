import { type WildBootstrapData, wildBootstrapCurves } from './wild-bootstrap.js';
import { type WildInterval, type WildIntervalOptions, wildInterval } from './wild-interval.js';
import { wildSample } from './wild-sample.js';

/**
 * Confidence interval of a coefficient by inversion of the wild bootstrap test, all replicates at once: see
 * `wildBootstrapCurves` and `wildInterval`, of which it is the sum.
 *
 * @throws as they do.
 */
export function wildBootstrapInterval(
  data: Omit<WildBootstrapData, 'from' | 'to'> & Omit<WildIntervalOptions, 'enumerated'>,
): WildInterval & { estimate: number; stdError: number; enumerated: boolean } {
  const { estimate, stdError, enumerated } = wildSample(data);
  const interval = wildInterval({ estimate, stdError }, wildBootstrapCurves(data), { ...data, enumerated });
  return { estimate, stdError, enumerated, ...interval };
}
