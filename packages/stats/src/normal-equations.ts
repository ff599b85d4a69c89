/** A pivot this small against a matrix whose diagonal is about 1 is zero but for rounding. */
const noPivot = 1e-12;

/**
 * Solves A x = b by Cholesky's method for a symmetric A, k x k row-major, of which the lower triangle is read.
 * A is overwritten by its factor and b by x. Returns false, leaving b unfinished, where A is singular: a pivot is
 * below 1e-12. Scale A so that its diagonal is about 1.
 */
export function solveNormalEquations(a: Float64Array, b: Float64Array, k: number): boolean {
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let total = a[i * k + j]!;
      for (let l = 0; l < j; l++) total -= a[i * k + l]! * a[j * k + l]!;
      if (j < i) {
        a[i * k + j] = total / a[j * k + j]!;
      } else if (total > noPivot) {
        a[i * k + i] = Math.sqrt(total);
      } else {
        return false;
      }
    }
  }
  for (let i = 0; i < k; i++) {
    let total = b[i]!;
    for (let l = 0; l < i; l++) total -= a[i * k + l]! * b[l]!;
    b[i] = total / a[i * k + i]!;
  }
  for (let i = k - 1; i >= 0; i--) {
    let total = b[i]!;
    for (let l = i + 1; l < k; l++) total -= a[l * k + i]! * b[l]!;
    b[i] = total / a[i * k + i]!;
  }
  return true;
}
