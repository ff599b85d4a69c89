/** Solves L L' x = b for the factor L that `solveNormalEquations` leaves in the lower triangle; b becomes x. */
export function solveFactored(factor: Float64Array, b: Float64Array, k: number): void {
  for (let i = 0; i < k; i++) {
    let total = b[i]!;
    for (let l = 0; l < i; l++) total -= factor[i * k + l]! * b[l]!;
    b[i] = total / factor[i * k + i]!;
  }
  for (let i = k - 1; i >= 0; i--) {
    let total = b[i]!;
    for (let l = i + 1; l < k; l++) total -= factor[l * k + i]! * b[l]!;
    b[i] = total / factor[i * k + i]!;
  }
}
