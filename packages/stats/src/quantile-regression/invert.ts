/** A pivot this small against rows whose largest element is about 1 is zero but for rounding. */
const noPivot = 1e-13;

/**
 * Inverts a k x k matrix, row-major, by Gauss and Jordan's method with row exchanges. `matrix` is destroyed.
 * @returns false where it is singular; the inverse is then unfinished.
 */
export function invert(matrix: Float64Array, inverse: Float64Array, k: number): boolean {
  inverse.fill(0);
  for (let i = 0; i < k; i++) inverse[i * k + i] = 1;
  for (let c = 0; c < k; c++) {
    let best = c;
    for (let i = c + 1; i < k; i++) {
      if (Math.abs(matrix[i * k + c]!) > Math.abs(matrix[best * k + c]!)) best = i;
    }
    const pivot = matrix[best * k + c]!;
    if (!(Math.abs(pivot) > noPivot)) return false;
    for (let j = 0; j < k; j++) {
      exchange(matrix, c * k + j, best * k + j);
      exchange(inverse, c * k + j, best * k + j);
      matrix[c * k + j]! /= pivot;
      inverse[c * k + j]! /= pivot;
    }
    for (let i = 0; i < k; i++) {
      const factor = matrix[i * k + c]!;
      if (i === c || factor === 0) continue;
      for (let j = 0; j < k; j++) {
        matrix[i * k + j]! -= factor * matrix[c * k + j]!;
        inverse[i * k + j]! -= factor * inverse[c * k + j]!;
      }
    }
  }
  return true;
}

function exchange(values: Float64Array, a: number, b: number): void {
  const kept = values[a]!;
  values[a] = values[b]!;
  values[b] = kept;
}
