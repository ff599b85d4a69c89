import { decompose, isConstant, type LeastSquaresData } from './decompose.js';
import { add, type DoubleDouble, dot, multiply } from './double-double.js';
import { sum } from './sum.js';

/** A fit by ordinary least squares of n observations on k columns. Plain data. */
export interface LeastSquaresFit {
  /** Length k, in the order of the columns. */
  coefficients: Float64Array;
  /** Length k; the index as text where the caller gave no names. */
  names: readonly string[];
  /** y less fitted values, length n. */
  residuals: Float64Array;
  /** Diagonal of the hat matrix, length n. */
  leverage: Float64Array;
  n: number;
  k: number;
  /** n - k. */
  degreesOfFreedom: number;
  residualSumOfSquares: number;
  /** Residual sum of squares / (n - k); NaN where n equals k. */
  residualVariance: number;
  /** About the mean of y where a column is constant, else about zero; NaN where y does not vary. */
  rSquared: number;
  /** (X'X)^-1, k x k, row-major. */
  crossProductInverse: Float64Array;
  /** (X'X)^-1 X': k arrays of length n. Coefficient j is the inner product of array j and y. */
  pseudoinverse: readonly Float64Array[];
}

/**
 * Ordinary least squares, unweighted. The design is orthogonalised in double-double arithmetic (about 32 digits,
 * see `orthogonalise`), so that results are right to about 13 digits or more for the columns as they are given; where
 * columns are nearly dependent and themselves rounded, as high powers are, give their `tails` too. Residuals and
 * projections below 1e-25 of the length of y are 0. Where n equals k the fit is exact and its variance NaN.
 *
 * @throws InvalidDataError where lengths differ, a value is not finite, there is no column, or n < k.
 * @throws RankDeficientError naming the first column that is zero or depends on the columns before it
 * (to within 1e-13 of its length).
 */
export function leastSquares(data: LeastSquaresData): LeastSquaresFit {
  const { y, columns } = data;
  const n = y.length;
  const k = columns.length;
  const { coefficients, q, inverse, residuals, columnScale, yScale } = decompose(data);

  const crossProductInverse = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let product: DoubleDouble = [0, 0];
      for (let l = i; l < k; l++) product = add(product, multiply(inverse[i]![l]!, inverse[j]![l]!));
      const value = product[0] * columnScale[i]! * columnScale[j]!;
      crossProductInverse[i * k + j] = value;
      crossProductInverse[j * k + i] = value;
    }
  }

  const leverage = new Float64Array(n);
  for (const { hi } of q) for (let i = 0; i < n; i++) leverage[i] = leverage[i]! + hi[i]! ** 2;
  const pseudoinverse = inverse.map((row, j) => {
    const array = new Float64Array(n);
    for (let l = j; l < k; l++) {
      const factor = row[l]![0] * columnScale[j]!;
      const { hi } = q[l]!;
      for (let i = 0; i < n; i++) array[i] = array[i]! + factor * hi[i]!;
    }
    return array;
  });

  const residualSumOfSquares = dot(residuals, residuals)[0] / yScale / yScale;
  const centre = columns.some(isConstant) ? sum(y) / n : 0;
  const total = sum(y.map((value) => (value - centre) ** 2));
  return {
    coefficients,
    names: data.names ?? columns.map((_, j) => String(j)),
    residuals: residuals.hi.map((value) => value / yScale),
    leverage,
    n,
    k,
    degreesOfFreedom: n - k,
    residualSumOfSquares,
    residualVariance: n > k ? residualSumOfSquares / (n - k) : Number.NaN,
    rSquared: total > 0 ? 1 - residualSumOfSquares / total : Number.NaN,
    crossProductInverse,
    pseudoinverse,
  };
}
