import type { ClusterIds } from '../covariance/cluster-groups.js';
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
  const n = influence[0]!.length;
  const { index, count } =
    clusters === undefined ? { index: undefined, count: n } : clusterIndex(clusters, n);
  const sums = influence.map((values) => {
    if (index === undefined) return values;
    const total = new Float64Array(count);
    for (let i = 0; i < n; i++) total[index[i]!] = total[index[i]!]! + values[i]!;
    return total;
  });
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
 * Clusters numbered from 0 in the order in which they first come.
 *
 * @throws InvalidDataError where the ids are not n, one is missing, or there is one cluster alone.
 */
export function clusterIndex(clusters: ClusterIds, n: number): { index: Int32Array; count: number } {
  if (clusters.length !== n) {
    throw new InvalidDataError(`There are ${n} observations but ${clusters.length} cluster ids.`);
  }
  const numbers = new Map<string | number, number>();
  const index = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const id: unknown = clusters[i];
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '' || Number.isNaN(id)) {
      throw new InvalidDataError(
        `The cluster of observation ${i} is ${id === '' ? 'empty' : id}: it must be a number or a text.`,
      );
    }
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    index[i] = number;
  }
  if (numbers.size < 2) {
    throw new InvalidDataError(
      'All observations are in one cluster: a cluster covariance needs at least two.',
    );
  }
  return { index, count: numbers.size };
}

/**
 * G / (G - 1) x (n - 1) / (n - k), the factor of CR1: Stata's `regress, vce(cluster)` and R's `vcovCL(cadjust =
 * TRUE, type = "HC1")`.
 *
 * @throws InvalidDataError where n is not above k.
 */
export function clusterFactor(clusters: number, n: number, k: number): number {
  if (n <= k)
    throw new InvalidDataError(`${n} observations on ${k} coefficients leave none to estimate a variance.`);
  return ((clusters / (clusters - 1)) * (n - 1)) / (n - k);
}
