import type { WildBootstrapData } from './wild-bootstrap.js';
import { curveLength } from './wild-curve.js';
import { designOf, wildRegression } from './wild-design.js';
import { curveDraws, wildSize } from './wild-draws.js';
import { type WildInterval, type WildIntervalOptions, wildInterval } from './wild-interval.js';

/**
 * Confidence interval of a coefficient by inversion of the wild bootstrap test, all replicates at once: see
 * `wildBootstrapCurves` and `wildInterval`, of which it is the sum. Where the p-value is wanted too,
 * `wildBootstrapInference` gives both for little more than the price of one.
 *
 * @throws as they do.
 *
 * @example
 * ```ts
 * const { low, high, lowError, highError } = wildBootstrapInterval({
 *   y, columns: [ones, x], coefficient: 1, clusters: g, seed: 1, specification: 'y ~ x', replicates: 9999,
 * });
 * // R, with its own random numbers:
 * // fwildclusterboot::boottest(lm(y ~ x), param = "x", clustid = "g", B = 9999, type = "rademacher")$conf_int
 * ```
 */
export function wildBootstrapInterval(
  data: Omit<WildBootstrapData, 'from' | 'to'> & Omit<WildIntervalOptions, 'enumerated'>,
): WildInterval & { estimate: number; stdError: number; enumerated: boolean } {
  const regression = wildRegression(data);
  const { estimate, stdError } = regression;
  const { replicates, enumerated } = wildSize(data, regression);
  const curves = new Float64Array(curveLength * replicates);
  curveDraws(designOf(regression), data)(0, replicates, curves);
  const interval = wildInterval({ estimate, stdError }, curves, { ...data, enumerated });
  return { estimate, stdError, enumerated, ...interval };
}
