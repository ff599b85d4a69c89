import type { ClusterIds } from '../cluster-codes.js';
import { clusterFactor } from '../covariance/cluster-factor.js';
import { clusterIndex, influenceCovariance, influenceSums } from '../covariance/influence-covariance.js';
import { InvalidDataError } from '../errors.js';
import type { GeneralisedLinearFit } from './generalised-linear.js';

const modelCovarianceTypes = ['HC0', 'HC1', 'cluster'] as const;

export type ModelCovarianceType = (typeof modelCovarianceTypes)[number];

/** Robust covariance of the k coefficients of a model. */
export interface ModelCovariance {
  type: ModelCovarianceType;
  k: number;
  /** k x k, row-major. */
  values: Float64Array;
  /**
   * k arrays, one number a cluster (an observation for HC0 and HC1): its influence on each coefficient times the root of
   * the small-sample factor. The covariance of two coefficients is the sum of the products of theirs.
   */
  contributions: readonly Float64Array[];
  /** What the sandwich is multiplied by. */
  smallSampleFactor: number;
  /** Number of clusters; of observations for HC0 and HC1. */
  clusters: number;
}

/**
 * The sandwich (X'WX)^-1 [sum of score x score'] (X'WX)^-1 of a pseudo-likelihood: Huber (1967); White (1982),
 * Econometrica 50, 1-25. Factor 1 for HC0, n / (n - k) for HC1, and for clusters that of CR1, G / (G - 1) x (n - 1)
 * / (n - k): R's sandwich, `vcovHC` and `vcovCL(type = "HC1")`. (Stata's `vce(robust)` after `poisson` and `logit`
 * has n / (n - 1), and `vce(cluster)` G / (G - 1).)
 *
 * @param clusters cluster of each observation; needed for `cluster`, and for that alone.
 * HC2 and beyond are not among the types: a model's leverages depend on its weights, and what they would correct is
 * not the same.
 *
 * @throws InvalidDataError where the type is another one, n equals k, clusters are missing, or there is one cluster alone.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = poisson({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; fit <- glm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x, poisson, epsilon = 1e-14)
 * modelCovariance(fit, 'HC1').values; // => [0.16621359, -0.024640299, -0.024640299, 0.0054491196]
 * // R: sandwich::vcovHC(fit, type = "HC1")
 * modelCovariance(fit, 'cluster', ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd']).values[3]; // => 0.0032335044
 * // R: sandwich::vcovCL(fit, cluster = rep(1:4, each = 2), type = "HC1")[2, 2]
 * ```
 */
export function modelCovariance(
  fit: Pick<GeneralisedLinearFit, 'influence' | 'n' | 'k'>,
  type: ModelCovarianceType,
  clusters?: ClusterIds,
): ModelCovariance {
  const { influence, n, k } = fit;
  if (!modelCovarianceTypes.includes(type)) {
    throw new InvalidDataError(
      `There is no ${type} of a model here: the types are ${modelCovarianceTypes.join(', ')}.`,
    );
  }
  if ((type === 'cluster') !== (clusters !== undefined)) {
    throw new InvalidDataError(
      type === 'cluster' ? 'A cluster covariance needs the clusters.' : `${type} takes no clusters.`,
    );
  }
  if (n <= k) {
    throw new InvalidDataError(`${n} observations on ${k} coefficients leave none to estimate a variance.`);
  }
  const count = clusters === undefined ? n : clusterIndex(clusters, n).count;
  const factor = type === 'HC0' ? 1 : type === 'HC1' ? n / (n - k) : clusterFactor(count, n, k);
  const values = influenceCovariance(influence, clusters).map((value) => value * factor);
  const root = Math.sqrt(factor);
  const contributions = influenceSums(influence, clusters).map((sums) => sums.map((value) => value * root));
  return { type, k, values, contributions, smallSampleFactor: factor, clusters: count };
}
