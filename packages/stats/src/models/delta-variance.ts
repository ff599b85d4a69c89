/** A covariance and what it is the sum of: see `ModelCovariance`. */
export interface SummedCovariance {
  /** k x k, row-major. */
  values: Float64Array;
  /** k arrays of one number a cluster or observation; products of theirs add up to the values. */
  contributions: readonly Float64Array[];
}

/** Of the size of the quadratic form's terms: where less is left of them, rounding would show in the result. */
const cancelled = 1e-6;

/**
 * Gradient' covariance gradient, by the delta method. Where a column is far from zero for its spread, the constant's
 * variance grows with the square of that distance and all but cancels against the column's. Then the variance is taken
 * as the sum of squares of the effect's own influences, in which the distance stands to the first power: at 1e8 spreads
 * the quadratic form has no digit left, the sum of squares has seven.
 *
 * @param gradient length k.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const fit = poisson({ y: Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), columns: [x.map(() => 1), x] });
 * // R: x <- 1:8; fit <- glm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x, poisson, epsilon = 1e-14)
 * deltaVariance(Float64Array.of(1, 4.5), modelCovariance(fit, 'HC1')); // => 0.054795566
 * // R: g <- c(1, 4.5); drop(g %*% sandwich::vcovHC(fit, type = "HC1") %*% g)
 * ```
 */
export function deltaVariance(gradient: Float64Array, { values, contributions }: SummedCovariance): number {
  const k = gradient.length;
  let total = 0;
  let size = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      const term = gradient[a]! * values[a * k + b]! * gradient[b]!;
      total += term;
      size += Math.abs(term);
    }
  }
  if (total > cancelled * size) return total;
  let squares = 0;
  for (let g = 0; g < contributions[0]!.length; g++) {
    let influence = 0;
    for (let a = 0; a < k; a++) influence += gradient[a]! * contributions[a]![g]!;
    squares += influence * influence;
  }
  return squares;
}
