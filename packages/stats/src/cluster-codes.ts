import { InvalidDataError } from './errors.js';
import type { LeastSquaresFit } from './least-squares.js';

/** One identifier an observation: those of equal value are one cluster; the number 1 and the text "1" are not equal. */
export type ClusterIds = ArrayLike<string | number>;

/** Clusters numbered from 0 in the order of their first observation. */
export interface ClusterCodes {
  /** Length n; -1 for an observation that does not count. */
  codes: Int32Array;
  count: number;
}

export interface NumberedClusters extends ClusterCodes {
  /** Identifier of each cluster. */
  ids: readonly (string | number)[];
}

/** Index of the first observation whose identifier is missing (null, NaN or empty); -1 where there is none. */
export function findMissingId(ids: ClusterIds): number {
  for (let i = 0; i < ids.length; i++) {
    const id: unknown = ids[i];
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '' || Number.isNaN(id)) return i;
  }
  return -1;
}

/** Numbers the clusters of the observations that count. */
export function numberClusters(
  ids: ClusterIds,
  counts: (i: number) => boolean = () => true,
): NumberedClusters {
  const numbers = new Map<string | number, number>();
  const codes = new Int32Array(ids.length).fill(-1);
  for (let i = 0; i < ids.length; i++) {
    if (!counts(i)) continue;
    const id = ids[i]!;
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    codes[i] = number;
  }
  return { codes, count: numbers.size, ids: [...numbers.keys()] };
}

/**
 * Numbers the clusters of the observations of a fit. A cluster of which every observation has weight 0 does not count.
 *
 * @throws InvalidDataError where there are not n identifiers, one is missing (null, NaN or empty), or there are fewer
 * than two clusters.
 */
export function clusterCodes({ n, weights }: LeastSquaresFit, ids: ClusterIds): NumberedClusters {
  if (ids.length !== n) {
    throw new InvalidDataError(`There are ${ids.length} cluster identifiers for ${n} observations.`);
  }
  const missing = findMissingId(ids);
  if (missing >= 0) {
    throw new InvalidDataError(
      `The cluster identifier of observation ${missing} is ${ids[missing] === '' ? 'empty' : ids[missing]}: ` +
        'every observation needs one, a number or a text.',
    );
  }
  const clusters = numberClusters(ids, (i) => weights?.[i] !== 0);
  if (clusters.count < 2) {
    throw new InvalidDataError(
      `All observations are in one cluster, "${clusters.ids[0]}": ` +
        'a cluster covariance needs two or more. Cluster by something finer.',
    );
  }
  return clusters;
}

/** Every observation a cluster of its own. */
export function singletons(n: number): ClusterCodes {
  return { codes: Int32Array.from({ length: n }, (_, i) => i), count: n };
}

/** Sums of the values of each cluster. */
export function sumBy({ codes, count }: ClusterCodes, value: (i: number) => number): Float64Array {
  const totals = new Float64Array(count);
  for (let i = 0; i < codes.length; i++) totals[codes[i]!]! += value(i);
  return totals;
}

/**
 * Sums of the products of two numbers an observation, by cluster; `sumBy` without a call for each observation.
 *
 * @param at where given, the place in `a` of each observation's number.
 */
export function sumProductsBy(
  { codes, count }: ClusterCodes,
  a: Float64Array,
  b: Float64Array,
  at?: Int32Array,
): Float64Array {
  const totals = new Float64Array(count);
  if (at === undefined) for (let i = 0; i < codes.length; i++) totals[codes[i]!]! += a[i]! * b[i]!;
  else for (let i = 0; i < codes.length; i++) totals[codes[i]!]! += a[at[i]!]! * b[i]!;
  return totals;
}
