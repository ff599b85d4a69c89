import type { ClusterCodes } from '../cluster-codes.js';
import type { LeastSquaresFit } from '../least-squares.js';

/** What a cluster brings to the normal equations in the orthonormal basis Q. */
export interface ClusterSums {
  /** Qg'Qg by cluster, each k x k row-major: element (a, b) of cluster g is `gram[(g * k + a) * k + b]`. */
  gram: Float64Array;
  /** Qg'eg by cluster, each of length k. */
  score: Float64Array;
  /** Observations by cluster. */
  sizes: Float64Array;
}

export function clusterSums(
  { n, k, basis, residuals }: LeastSquaresFit,
  { codes, count }: ClusterCodes,
): ClusterSums {
  const gram = new Float64Array(count * k * k);
  const score = new Float64Array(count * k);
  const sizes = new Float64Array(count);
  for (let i = 0; i < n; i++) sizes[codes[i]!]! += 1;
  for (let a = 0; a < k; a++) {
    for (let i = 0; i < n; i++) score[codes[i]! * k + a]! += basis[a]![i]! * residuals[i]!;
    for (let b = 0; b < k; b++) {
      for (let i = 0; i < n; i++) gram[(codes[i]! * k + a) * k + b]! += basis[a]![i]! * basis[b]![i]!;
    }
  }
  return { gram, score, sizes };
}
