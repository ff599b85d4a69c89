import type { ClusterGroups } from './cluster-groups.js';

/**
 * The sum over clusters of uu', k x k, row-major, where u is the sum over the members of a cluster of their rows
 * times their residuals. With rows (X'WX)^-1 X'W it is CR0, the sandwich of Liang and Zeger (1986), Biometrika 73,
 * 13-22; Arellano (1987), Oxford Bulletin of Economics and Statistics 49, 431-434.
 *
 * @param rows k arrays of length n.
 */
export function clusterSandwich(
  rows: readonly Float64Array[],
  residuals: Float64Array,
  { members }: ClusterGroups,
): Float64Array {
  const k = rows.length;
  return sumOfOuterProducts(
    members.map((group) => {
      const score = new Float64Array(k);
      for (let j = 0; j < k; j++) {
        const row = rows[j]!;
        let total = 0;
        for (const i of group) total += row[i]! * residuals[i]!;
        score[j] = total;
      }
      return score;
    }),
    k,
  );
}

/** The sum of uu' over vectors u of length k: k x k, row-major. */
export function sumOfOuterProducts(vectors: readonly Float64Array[], k: number): Float64Array {
  const values = new Float64Array(k * k);
  for (const vector of vectors) {
    for (let a = 0; a < k; a++) {
      for (let b = 0; b <= a; b++) values[a * k + b] = values[a * k + b]! + vector[a]! * vector[b]!;
    }
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) values[b * k + a] = values[a * k + b]!;
  return values;
}
