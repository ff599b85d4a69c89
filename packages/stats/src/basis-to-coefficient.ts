/**
 * Element j of R^-1 v: what a step in the orthonormal basis is in coefficient j.
 *
 * @param back `basisToCoefficients` of the fit, k x k row-major, upper triangular.
 */
export function basisToCoefficient(back: Float64Array, step: Float64Array, j: number, k: number): number {
  let total = 0;
  for (let a = j; a < k; a++) total += back[j * k + a]! * step[a]!;
  return total;
}
