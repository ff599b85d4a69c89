import type { ClusterIds } from '../cluster-codes.js';
import { clusterFactor } from '../covariance/cluster-factor.js';
import { clusterIndex, influenceCovariance } from '../covariance/influence-covariance.js';
import { InvalidDataError } from '../errors.js';

/** A number that was estimated from observations of one period. */
export interface StackedEstimate {
  /** What each of n_t observations adds to it, to first order. */
  influence: Float64Array;
  /** Cluster of each; the same cluster comes back in other periods. */
  clusters: ClusterIds;
  /** Coefficients of the model that it is from. */
  k: number;
}

export interface StackedCovariance {
  /** T x T, row-major. */
  values: Float64Array;
  /** Number of clusters, G. */
  clusters: number;
  /** What the sandwich is multiplied by. */
  smallSampleFactor: number;
}

/**
 * Covariance of numbers that are estimated period by period on units that come back, each with influences of its own: a
 * slope by least squares, a coefficient or an average slope of a pseudo-likelihood. What a cluster adds to one number
 * over all observations, times what it adds to another, summed over clusters: the sandwich of the stacked system (White
 * 1982, Econometrica 50, 1-25; Liang and Zeger 1986, Biometrika 73, 13-22), with the factor of CR1 over all observations
 * and coefficients, or with none.
 *
 * @param factor `CR1` for G / (G - 1) x (n - 1) / (n - k), `CR0` for 1.
 * @throws InvalidDataError where there is no number, lengths differ, n is not above k or there is one cluster alone.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const clusters = [1, 1, 2, 2, 3, 3, 4, 4];
 * const of = (y) => ({ influence: poisson({ y, columns: [x.map(() => 1), x] }).influence[1], clusters, k: 2 });
 * const both = [of(Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6)), of(Float64Array.of(5, 3, 5, 8, 9, 7, 9, 3))];
 * stackedCovariance(both, 'CR1').values; // => [0.003464469, 0.0029116267, 0.0029116267, 0.0033278774]
 * // R: d <- data.frame(y = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3), x = 1:8, year = factor(rep(2020:2021, each = 8)))
 * // R: fit <- glm(y ~ 0 + year + year:x, poisson, d, epsilon = 1e-14)
 * // R: sandwich::vcovCL(fit, cluster = rep(rep(1:4, each = 2), 2), type = "HC1")[3:4, 3:4]
 * ```
 */
export function stackedCovariance(
  estimates: readonly StackedEstimate[],
  factor: 'CR0' | 'CR1',
): StackedCovariance {
  if (estimates.length === 0) throw new InvalidDataError('There is no estimate.');
  estimates.forEach(({ influence, clusters }, t) => {
    if (influence.length !== clusters.length)
      throw new InvalidDataError(
        `Estimate ${t} has ${influence.length} influences but ${clusters.length} cluster ids.`,
      );
  });
  const ids = estimates.flatMap(({ clusters }) => Array.from(clusters as ArrayLike<string | number>));
  const { count } = clusterIndex(ids, ids.length);
  let start = 0;
  const influences = estimates.map(({ influence }) => {
    const all = new Float64Array(ids.length);
    all.set(influence, start);
    start += influence.length;
    return all;
  });
  const k = estimates.reduce((total, one) => total + one.k, 0);
  const smallSampleFactor = factor === 'CR0' ? 1 : clusterFactor(count, ids.length, k);
  const values = influenceCovariance(influences, ids).map((value) => value * smallSampleFactor);
  return { values, clusters: count, smallSampleFactor };
}
