import { symmetricEigen } from './symmetric-eigen.js';

/** An eigenvalue below zero by no more than this share of the largest is rounding. */
const rounding = 1e-12;

/**
 * The matrix with its negative eigenvalues set to zero, as Cameron, Gelbach and Miller (2011), J. Business and
 * Economic Statistics 29, 238-249, section 2.3, do where a difference of covariances is not positive semidefinite,
 * and how many there were. Without any the matrix itself is returned.
 *
 * @param matrix symmetric, size x size, row-major.
 */
export function positiveSemidefinite(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; negative: number } {
  const { values, vectors } = symmetricEigen(matrix, size);
  const limit = -rounding * values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const negative = values.filter((value) => value < limit).length;
  if (negative === 0) return { values: matrix, negative };
  const repaired = new Float64Array(size * size);
  for (let l = 0; l < size; l++) {
    if (values[l]! <= 0) continue;
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        const product = vectors[l * size + a]! * vectors[l * size + b]!;
        repaired[a * size + b] = repaired[a * size + b]! + values[l]! * product;
      }
    }
  }
  return { values: repaired, negative };
}
