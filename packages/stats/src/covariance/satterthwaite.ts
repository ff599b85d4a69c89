import type { AdjustedRows, WorkingBasis } from './bell-mccaffrey.js';
import type { ClusterGroups } from './cluster-groups.js';
import { inner } from './orthonormal-span.js';

/** A cluster whose residual variance has a smaller eigenvalue is summed pair by pair, lest digits cancel. */
const nearOne = 0.01;

/**
 * Satterthwaite degrees of freedom of every coefficient's CR2 variance: tr(P)^2 / tr(P^2), where the variance is a
 * quadratic form with the eigenvalues of the G x G matrix P in independent errors of equal variance (Bell and
 * McCaffrey 2002, Survey Methodology 28, 169-181; Pustejovsky and Tipton 2018, J. Business and Economic Statistics 36,
 * 672-683). For adjusted rows a_g of the coefficient, b_g = Z_g'a_g and c_g = C_g'a_g,
 * P_gh = [g = h] a_g'a_g - b_g'c_h - c_g'b_h.
 *
 * P is a diagonal and a matrix of rank 2k, so that its squares sum in G k^2 steps; pairs with a cluster of high
 * leverage, where the two would cancel, are summed one by one.
 *
 * @returns length k; NaN where the variance is identically zero.
 */
export function satterthwaite(
  { rows, smallest }: AdjustedRows,
  { z, c }: WorkingBasis,
  { members }: ClusterGroups,
): Float64Array {
  return Float64Array.from(rows, (row) => {
    const b = productsWithin(z, row, members);
    const half = productsWithin(c, row, members);
    const diagonal = Float64Array.from(members, (group, g) => {
      let square = 0;
      for (const i of group) square += row[i]! * row[i]!;
      return square - pair(b, half, g, g);
    });
    const trace = diagonal.reduce((total, value) => total + value, 0);
    let ofSquares = diagonal.reduce((total, value) => total + value * value, 0);

    const low: number[] = [];
    smallest.forEach((value, g) => {
      if (value >= nearOne) {
        low.push(g);
        return;
      }
      for (let h = 0; h < members.length; h++) {
        if (h !== g) ofSquares += (smallest[h]! < nearOne ? 1 : 2) * pair(b, half, g, h) ** 2;
      }
    });
    ofSquares += offDiagonal(
      low.map((g) => b[g]!),
      low.map((g) => half[g]!),
    );
    return trace > 0 ? (trace * trace) / ofSquares : Number.NaN;
  });
}

/** For every cluster the inner products of the columns with the row over its members. */
function productsWithin(
  columns: readonly Float64Array[],
  row: Float64Array,
  members: readonly Int32Array[],
): Float64Array[] {
  const products = members.map(() => new Float64Array(columns.length));
  columns.forEach((column, p) => {
    for (let g = 0; g < members.length; g++) {
      const group = members[g]!;
      let total = 0;
      for (let m = 0; m < group.length; m++) total += column[group[m]!]! * row[group[m]!]!;
      products[g]![p] = total;
    }
  });
  return products;
}

/** Element (g, h) of BC' + CB', for matrices given by their rows. */
function pair(b: readonly Float64Array[], c: readonly Float64Array[], g: number, h: number): number {
  return inner(b[g]!, c[h]!) + inner(c[g]!, b[h]!);
}

/** The sum of squares of BC' + CB' off its diagonal. */
function offDiagonal(b: readonly Float64Array[], c: readonly Float64Array[]): number {
  const k = b[0]?.length ?? 0;
  const bb = new Float64Array(k * k);
  const bc = new Float64Array(k * k);
  const cc = new Float64Array(k * k);
  let total = 0;
  b.forEach((left, g) => {
    const right = c[g]!;
    for (let p = 0; p < k; p++) {
      const atB = left[p]!;
      const atC = right[p]!;
      for (let q = 0, at = p * k; q < k; q++, at++) {
        bb[at] = bb[at]! + atB * left[q]!;
        bc[at] = bc[at]! + atB * right[q]!;
        cc[at] = cc[at]! + atC * right[q]!;
      }
    }
    total -= pair(b, c, g, g) ** 2;
  });
  for (let p = 0; p < k; p++) {
    for (let q = 0; q < k; q++) {
      total += 2 * (bc[p * k + q]! * bc[q * k + p]! + bb[p * k + q]! * cc[p * k + q]!);
    }
  }
  return total;
}
