import type { ClusterIds } from '../cluster-codes.js';
import { InvalidDataError } from '../errors.js';
import type { LeastSquaresFit } from '../least-squares.js';
import { groupClusters } from './cluster-groups.js';

/**
 * How many clusters of equal weight would serve as well: G / (1 + V), where V is the squared coefficient of variation,
 * over clusters, of what each adds to the variance of a coefficient (Carter, Schnepel and Steigerwald 2017, Review of
 * Economics and Statistics 99, 698-709, their G* with errors of a cluster all alike, the worst case; Stata's
 * `clusteff` takes it too). With n observations a cluster adds the square of its summed row of (X'WX)^-1 X'W.
 *
 * @param coefficient its index.
 * @throws InvalidDataError where there is no such coefficient; as `covariance` for the clusters.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * effectiveClusters(fit, ['a', 'a', 'a', 'b', 'b', 'c', 'c', 'd'], 1); // => 2
 * // R: z <- tapply(1:8 - 4.5, c("a", "a", "a", "b", "b", "c", "c", "d"), sum)^2
 * // R: 4 / (1 + mean((z / mean(z) - 1)^2))
 * ```
 */
export function effectiveClusters(fit: LeastSquaresFit, clusters: ClusterIds, coefficient: number): number {
  const row = fit.pseudoinverse[coefficient];
  if (row === undefined) throw new InvalidDataError(`There is no coefficient ${coefficient} of ${fit.k}.`);
  const { members } = groupClusters(fit, clusters);
  const parts = members.map((group) => group.reduce((total, i) => total + row[i]!, 0) ** 2);
  const mean = parts.reduce((total, part) => total + part, 0) / parts.length;
  const variation = parts.reduce((total, part) => total + (part / mean - 1) ** 2, 0) / parts.length;
  return parts.length / (1 + variation);
}
