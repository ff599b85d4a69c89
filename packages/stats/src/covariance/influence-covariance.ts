import {
  type ClusterIds,
  findMissingId,
  type NumberedClusters,
  numberClusters,
  sumBy,
} from '../cluster-codes.js';
import { InvalidDataError } from '../errors.js';

/**
 * The sandwich as a sum of outer products. Influence j of observation i is what i adds to coefficient j to first
 * order, (bread x score); the covariance of coefficients a and b is the sum over clusters of the product of their
 * summed influences, over observations where no clusters are given (White 1980; Liang and Zeger 1986, Biometrika
 * 73, 13-22). No small-sample factor.
 *
 * @param influence k arrays of length n.
 * @returns k x k, row-major.
 * @throws InvalidDataError where the ids are not of n observations.
 */
export function influenceCovariance(influence: readonly Float64Array[], clusters?: ClusterIds): Float64Array {
  const k = influence.length;
  const sums = influenceSums(influence, clusters);
  const count = sums[0]!.length;
  const covariance = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const left = sums[a]!;
      const right = sums[b]!;
      let total = 0;
      for (let g = 0; g < count; g++) total += left[g]! * right[g]!;
      covariance[a * k + b] = total;
      covariance[b * k + a] = total;
    }
  }
  return covariance;
}

/**
 * Influences summed within clusters, k arrays of one number a cluster; those of observations where no clusters are
 * given.
 *
 * @throws InvalidDataError where the ids are not of n observations.
 */
export function influenceSums(
  influence: readonly Float64Array[],
  clusters?: ClusterIds,
): readonly Float64Array[] {
  if (clusters === undefined) return influence;
  const groups = clusterIndex(clusters, influence[0]!.length);
  return influence.map((values) => sumBy(groups, (i) => values[i]!));
}

/**
 * Clusters numbered from 0 in the order in which they first come.
 *
 * @throws InvalidDataError where the ids are not n, one is missing, or there is one cluster alone.
 */
export function clusterIndex(clusters: ClusterIds, n: number): NumberedClusters {
  if (clusters.length !== n) {
    throw new InvalidDataError(`There are ${n} observations but ${clusters.length} cluster ids.`);
  }
  const missing = findMissingId(clusters);
  if (missing >= 0) {
    const id = clusters[missing];
    throw new InvalidDataError(
      `The cluster of observation ${missing} is ${id === '' ? 'empty' : id}: it must be a number or a text.`,
    );
  }
  const numbered = numberClusters(clusters);
  if (numbered.count < 2) {
    throw new InvalidDataError(
      'All observations are in one cluster: a cluster covariance needs at least two.',
    );
  }
  return numbered;
}
