import { type ClusterIds, groupClusters } from '../covariance/cluster-groups.js';
import type { LeastSquaresFit } from '../least-squares.js';

/** Clusters numbered from 0 in the order of their first observation. */
export interface GroupCodes {
  /** Length n. */
  codes: Int32Array;
  count: number;
}

/** Throws as `groupClusters`. */
export function groupCodes(
  fit: LeastSquaresFit,
  ids: ClusterIds,
): GroupCodes & { ids: readonly (string | number)[] } {
  const groups = groupClusters(fit, ids);
  const codes = new Int32Array(fit.n);
  groups.members.forEach((members, g) => {
    for (const i of members) codes[i] = g;
  });
  return { codes, count: groups.members.length, ids: groups.ids };
}

/** Every observation a cluster of its own. */
export function singletons(n: number): GroupCodes {
  return { codes: Int32Array.from({ length: n }, (_, i) => i), count: n };
}

/** Sums of the values of each cluster. */
export function sumBy({ codes, count }: GroupCodes, value: (i: number) => number): Float64Array {
  const totals = new Float64Array(count);
  for (let i = 0; i < codes.length; i++) totals[codes[i]!]! += value(i);
  return totals;
}
