import { InvalidDataError } from '../errors.js';

/** A B, of matrices a x b and b x c in row-major order. */
export function product(left: ArrayLike<number>, right: ArrayLike<number>, b: number): Float64Array {
  const a = left.length / b;
  const c = right.length / b;
  const result = new Float64Array(a * c);
  for (let i = 0; i < a; i++) {
    for (let l = 0; l < b; l++) {
      const value = left[i * b + l]!;
      for (let j = 0; j < c; j++) result[i * c + j]! += value * right[l * c + j]!;
    }
  }
  return result;
}

/** The transpose of a matrix of so many columns. */
export function transpose(matrix: ArrayLike<number>, columns: number): Float64Array {
  const rows = matrix.length / columns;
  const result = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = matrix[i * columns + j]!;
  }
  return result;
}

/** The identity of k rows. */
export function identity(k: number): Float64Array {
  const result = new Float64Array(k * k);
  for (let i = 0; i < k; i++) result[i * (k + 1)] = 1;
  return result;
}

/**
 * Inverse and determinant of a square matrix, by Gauss and Jordan with row exchanges.
 * @throws InvalidDataError where it has none.
 */
export function inverseOf(matrix: Float64Array, k: number): { inverse: Float64Array; determinant: number } {
  const work = matrix.slice();
  const inverse = identity(k);
  let determinant = 1;
  for (let column = 0; column < k; column++) {
    let pivot = column;
    for (let row = column + 1; row < k; row++) {
      if (Math.abs(work[row * k + column]!) > Math.abs(work[pivot * k + column]!)) pivot = row;
    }
    const value = work[pivot * k + column]!;
    determinant *= pivot === column ? value : -value;
    if (!(Math.abs(determinant) > 0 && Number.isFinite(determinant))) {
      throw new InvalidDataError(
        'The fixed effects cannot be told apart from the random ones in these groups.',
      );
    }
    for (const rows of [work, inverse]) {
      for (let j = 0; j < k; j++) {
        const held = rows[pivot * k + j]!;
        rows[pivot * k + j] = rows[column * k + j]!;
        rows[column * k + j] = held / value;
      }
    }
    for (let row = 0; row < k; row++) {
      const factor = row === column ? 0 : work[row * k + column]!;
      if (factor === 0) continue;
      for (let j = 0; j < k; j++) {
        work[row * k + j]! -= factor * work[column * k + j]!;
        inverse[row * k + j]! -= factor * inverse[column * k + j]!;
      }
    }
  }
  return { inverse, determinant };
}
