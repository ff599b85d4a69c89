import { InvalidDataError } from '../errors.js';

/** A pivot this small against a matrix whose diagonal is 1 is zero but for rounding. */
const noPivot = 1e-12;

/** A pivot further below zero than this is more than rounding. */
const negative = 1e-8;

export interface CholeskyFactor {
  /** k x k lower triangular, row-major. */
  factor: Float64Array;
  /** Square roots of the diagonal of the matrix, length k. */
  scale: Float64Array;
  /** Rows that depend on the rows before them; their column of the factor is zero. */
  dependent: number[];
}

/**
 * L with scale L L' scale equal to a symmetric k x k row-major matrix that is positive definite or semidefinite,
 * that is, the Cholesky factor of the correlation matrix of a covariance matrix.
 *
 * @throws InvalidDataError where the matrix is of another size, not finite, or clearly not positive semidefinite.
 */
export function choleskyFactor(matrix: ArrayLike<number>, k: number): CholeskyFactor {
  if (matrix.length !== k * k) {
    throw new InvalidDataError(`A matrix of ${k} rows has ${k * k} values, not ${matrix.length}.`);
  }
  const scale = Float64Array.from({ length: k }, (_, i) => Math.sqrt(matrix[i * k + i]!));
  const factor = new Float64Array(k * k);
  const dependent: number[] = [];
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      const unit = scale[i]! * scale[j]! || 1;
      let total = matrix[i * k + j]! / unit;
      for (let l = 0; l < j; l++) total -= factor[i * k + l]! * factor[j * k + l]!;
      if (!Number.isFinite(total) || (j === i && total < -negative)) {
        throw new InvalidDataError(
          `The matrix is not a covariance: row ${i} is not finite or contradicts those before it.`,
        );
      }
      if (j < i) factor[i * k + j] = factor[j * k + j]! === 0 ? 0 : total / factor[j * k + j]!;
      else if (total > noPivot) factor[i * k + i] = Math.sqrt(total);
      else dependent.push(i);
    }
  }
  return { factor, scale, dependent };
}

/**
 * The vectors v, of length k, as L^-1 scale^-1 v: what has the given covariance comes to have the identity.
 *
 * @throws InvalidDataError as `choleskyFactor`, or with what `singular` says of the first dependent row.
 */
export function whiten(
  covariance: ArrayLike<number>,
  vectors: readonly ArrayLike<number>[],
  singular: (row: number) => string,
): Float64Array[] {
  const k = vectors[0]!.length;
  const { factor, scale, dependent } = choleskyFactor(covariance, k);
  if (dependent.length > 0) throw new InvalidDataError(singular(dependent[0]!));
  return vectors.map((vector) => {
    const solved = new Float64Array(k);
    for (let i = 0; i < k; i++) {
      let total = vector[i]! / scale[i]!;
      for (let l = 0; l < i; l++) total -= factor[i * k + l]! * solved[l]!;
      solved[i] = total / factor[i * k + i]!;
    }
    return solved;
  });
}
