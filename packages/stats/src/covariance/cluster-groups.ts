import { InvalidDataError } from '../errors.js';
import type { LeastSquaresFit } from '../least-squares.js';

/** One identifier an observation: those of equal value are one cluster; the number 1 and the text "1" are not equal. */
export type ClusterIds = ArrayLike<string | number>;

/** Observations of positive weight by cluster, clusters in the order of their first appearance. */
export interface ClusterGroups {
  ids: readonly (string | number)[];
  /** Indices of the observations of each cluster, ascending. */
  members: readonly Int32Array[];
}

/**
 * Sorts the observations of a fit into clusters. A cluster of which every observation has weight 0 does not count.
 *
 * @throws InvalidDataError where there are not n identifiers, one is missing (null, NaN or empty), or there are fewer
 * than two clusters.
 */
export function groupClusters({ n, weights }: LeastSquaresFit, ids: ClusterIds): ClusterGroups {
  if (ids.length !== n) {
    throw new InvalidDataError(`There are ${ids.length} cluster identifiers for ${n} observations.`);
  }
  const groups = new Map<string | number, number[]>();
  for (let i = 0; i < n; i++) {
    const id: unknown = ids[i];
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '' || Number.isNaN(id)) {
      throw new InvalidDataError(
        `The cluster identifier of observation ${i} is ${id === '' ? 'empty' : id}: ` +
          'every observation needs one, a number or a text.',
      );
    }
    if (weights?.[i] === 0) continue;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [i]);
    else group.push(i);
  }
  if (groups.size < 2) {
    throw new InvalidDataError(
      `All observations are in one cluster, "${groups.keys().next().value}": ` +
        'a cluster covariance needs two or more. Cluster by something finer.',
    );
  }
  return {
    ids: [...groups.keys()],
    members: Array.from(groups.values(), (indices) => Int32Array.from(indices)),
  };
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
