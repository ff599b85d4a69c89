import type { NumberedClusters } from '../cluster-codes.js';

/**
 * What the likelihood needs to know of a group: inner products of its random-effects columns Z (q of them, one or
 * two), of the fixed-effects columns Q (p of them) and of r.
 */
export interface GroupSums {
  /** Z'Z, q x q row-major. */
  zz: Float64Array;
  /** Z'Q, q x p row-major. */
  zq: Float64Array;
  /** Z'r, length q. */
  zr: Float64Array;
  n: number;
}

/**
 * Sums by group, in the groups' order.
 * @param z q arrays of length n.
 * @param q p arrays of length n.
 * @param r length n.
 */
export function groupSums(
  { codes, count }: NumberedClusters,
  z: readonly Float64Array[],
  q: readonly Float64Array[],
  r: Float64Array,
): GroupSums[] {
  const p = q.length;
  const groups = Array.from({ length: count }, () => ({
    zz: new Float64Array(z.length * z.length),
    zq: new Float64Array(z.length * p),
    zr: new Float64Array(z.length),
    n: 0,
  }));
  for (let i = 0; i < codes.length; i++) {
    const group = groups[codes[i]!]!;
    group.n += 1;
    for (let a = 0; a < z.length; a++) {
      const value = z[a]![i]!;
      for (let b = 0; b < z.length; b++) group.zz[a * z.length + b]! += value * z[b]![i]!;
      for (let j = 0; j < p; j++) group.zq[a * p + j]! += value * q[j]![i]!;
      group.zr[a]! += value * r[i]!;
    }
  }
  return groups;
}
