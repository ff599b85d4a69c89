import { type ClusterIds, clusterCodes } from '../cluster-codes.js';
import type { LeastSquaresFit } from '../least-squares.js';

/** Observations of positive weight by cluster, clusters in the order of their first appearance. */
export interface ClusterGroups {
  ids: readonly (string | number)[];
  /** Indices of the observations of each cluster, ascending. */
  members: readonly Int32Array[];
}

/** Sorts the observations of a fit into clusters. Throws as `clusterCodes`. */
export function groupClusters(fit: LeastSquaresFit, clusters: ClusterIds): ClusterGroups {
  const { codes, ids } = clusterCodes(fit, clusters);
  const members: number[][] = ids.map(() => []);
  codes.forEach((code, i) => {
    if (code >= 0) members[code]!.push(i);
  });
  return { ids, members: members.map((group) => Int32Array.from(group)) };
}

/** The clusters that share an identifier in both: one for every pair of clusters that has an observation. */
export function intersectClusters(
  fit: LeastSquaresFit,
  first: ClusterGroups,
  second: ClusterGroups,
): ClusterGroups {
  const pairs = new Float64Array(fit.n);
  first.members.forEach((group, g) => {
    for (const i of group) pairs[i] = g * second.members.length;
  });
  second.members.forEach((group, g) => {
    for (const i of group) pairs[i] = pairs[i]! + g;
  });
  return groupClusters(fit, pairs);
}
