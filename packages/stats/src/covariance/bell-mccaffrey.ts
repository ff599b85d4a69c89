import type { LeastSquaresFit } from '../least-squares.js';
import { supportOf } from '../support.js';
import type { ClusterGroups } from './cluster-groups.js';
import { inner, orthonormalSpan } from './orthonormal-span.js';
import { symmetricEigen } from './symmetric-eigen.js';

/** An eigenvalue of a block of residual variance below this is zero: a direction that residuals cannot take. */
const noVariance = 1e-12;

/** Rows of the design on which residual variances are built; each k arrays of length n, 0 where the weight is 0. */
export interface WorkingBasis {
  /** Z = X R^-1. */
  z: readonly Float64Array[];
  /** Y = WZ. */
  y: readonly Float64Array[];
  /** C = Y - Z(Y'Y) / 2, so that I - ZC' - CZ' is the variance of the residuals where that of the errors is I. */
  c: readonly Float64Array[];
}

/** What of a fit the adjustment depends on: not the outcome. */
type Adjustable = Pick<LeastSquaresFit, 'n' | 'k' | 'weights' | 'basisToCoefficients'>;

/** What takes the residuals of a cluster to its unbiased share of the coefficients' variance. */
export interface AdjustedRows {
  /** (X'WX)^-1 X_g'W_g A_g of every cluster g, side by side: an array of length n a coefficient. */
  rows: Float64Array[];
  /** Of each cluster, the smallest eigenvalue of its block of residual variance that is not zero. */
  smallest: Float64Array;
  /** Indices of the clusters whose block has an eigenvalue of zero. */
  singular: number[];
}

export function workingBasis({ basis, weights }: Pick<LeastSquaresFit, 'basis' | 'weights'>): WorkingBasis {
  if (weights === undefined) {
    return { z: basis, y: basis, c: basis.map((column) => column.map((value) => value / 2)) };
  }
  const roots = weights.map(Math.sqrt);
  const z = basis.map((column) => column.map((value, i) => (roots[i]! > 0 ? value / roots[i]! : 0)));
  const y = basis.map((column) => column.map((value, i) => value * roots[i]!));
  const c = y.map((column) => {
    const rest = column.slice();
    z.forEach((other, b) => {
      const half = inner(column, y[b]!) / 2;
      for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! - half * other[i]!;
    });
    return rest;
  });
  return { z, y, c };
}

/**
 * The rows that give CR2 when they take the place of (X'WX)^-1 X'W: A_g is the symmetric inverse root of the block
 * B_g of the residuals' variance under independent errors of equal variance (Bell and McCaffrey 2002, Survey
 * Methodology 28, 169-181; with weights Pustejovsky and Tipton 2018, J. Business and Economic Statistics 36, 672-683,
 * with the identity as working model, which is what R's `clubSandwich` and `estimatr` take). Where B_g is
 * singular, as where a column serves one cluster alone, A_g is the root of the Moore-Penrose inverse (the same,
 * theorem 1): CR2 is then blind to the directions in which this cluster's residuals are always zero.
 *
 * B_g = I - Z_gC_g' - C_gZ_g' is worked on within the span of Z_g and C_g: its cost grows with the size of a cluster
 * only linearly, past 2k.
 *
 * @param first the rows of this coefficient and those after it alone.
 */
export function adjustedRows(
  fit: Adjustable,
  working: WorkingBasis,
  { members }: ClusterGroups,
  first = 0,
): AdjustedRows {
  const { n, weights } = fit;
  const smallest = new Float64Array(members.length);
  const singular: number[] = [];
  // R is triangular: the row of a coefficient takes no scores before its own.
  const wanted = working.y.slice(first);
  const scores = wanted.map(() => new Float64Array(n));
  members.forEach((group, g) => {
    const z = working.z.map((column) => gather(column, group));
    const c = working.c.map((column) => gather(column, group));
    const span = orthonormalSpan(weights === undefined ? z : [...z, ...c]);
    const size = span.length;
    const root = inverseRoot(residualBlock(span, z, c), size);
    smallest[g] = root.smallest;
    if (root.singular) singular.push(g);
    wanted.forEach((column, l) => {
      const y = gather(column, group);
      const coordinates = Float64Array.from(span, (unit) => inner(unit, y));
      const score = scores[l]!;
      span.forEach((unit, r) => {
        const coordinate = inner(coordinates, root.values.subarray(r * size, (r + 1) * size));
        for (let m = 0; m < unit.length; m++) score[group[m]!] = score[group[m]!]! + coordinate * unit[m]!;
      });
    });
  });
  return { rows: scores.map((_, j) => coefficientRow(fit, scores, first + j)), smallest, singular };
}

/** Row j of R^-1 times the scores, of which the last k - j or more are given. */
function coefficientRow(
  { n, k, basisToCoefficients }: Adjustable,
  scores: readonly Float64Array[],
  j: number,
): Float64Array {
  const row = new Float64Array(n);
  for (let l = j; l < k; l++) {
    const factor = basisToCoefficients[j * k + l]!;
    const score = scores[l - k + scores.length]!;
    for (let i = 0; i < n; i++) row[i] = row[i]! + factor * score[i]!;
  }
  return row;
}

function gather(column: Float64Array, group: Int32Array): Float64Array {
  const values = new Float64Array(group.length);
  for (let m = 0; m < group.length; m++) values[m] = column[group[m]!]!;
  return values;
}

/** F'(I - ZC' - CZ')F for orthonormal columns F. */
function residualBlock(
  span: readonly Float64Array[],
  z: readonly Float64Array[],
  c: readonly Float64Array[],
): Float64Array {
  const size = span.length;
  const supports = span.map((unit) => supportOf(unit));
  const products = (columns: readonly Float64Array[]) =>
    span.map((unit, u) => Float64Array.from(columns, (column) => inner(unit, column, supports[u]!)));
  const left = products(z);
  const right = products(c);
  const block = new Float64Array(size * size);
  for (let p = 0; p < size; p++) {
    for (let q = 0; q < size; q++) {
      block[p * size + q] = (p === q ? 1 : 0) - inner(left[p]!, right[q]!) - inner(right[p]!, left[q]!);
    }
  }
  return block;
}

function inverseRoot(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; smallest: number; singular: boolean } {
  const eigen = symmetricEigen(matrix, size);
  const values = new Float64Array(size * size);
  let smallest = 1;
  let singular = false;
  eigen.values.forEach((eigenvalue, l) => {
    if (eigenvalue <= noVariance) {
      singular = true;
      return;
    }
    smallest = Math.min(smallest, eigenvalue);
    const factor = 1 / Math.sqrt(eigenvalue);
    const vector = eigen.vectors.subarray(l * size, (l + 1) * size);
    for (let p = 0; p < size; p++) {
      for (let q = 0; q < size; q++)
        values[p * size + q] = values[p * size + q]! + factor * vector[p]! * vector[q]!;
    }
  });
  return { values, smallest, singular };
}
