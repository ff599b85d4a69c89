import { chiSquaredUpperTail } from '../distributions/chi-squared.js';
import { fUpperTail } from '../distributions/f.js';
import { InvalidDataError } from '../errors.js';
import { whiten } from './cholesky.js';

export interface WaldData {
  /** k coefficients b. */
  estimates: ArrayLike<number>;
  /** Their covariance V, k x k row-major. */
  covariance: ArrayLike<number>;
  /** R: q rows of length k. */
  restrictions: readonly ArrayLike<number>[];
  /** r: what R b equals under the null, length q; zeros where left out. */
  values?: ArrayLike<number>;
  /** Denominator degrees of freedom of the F form, such as n - k, or clusters less 1; infinite where left out. */
  denominatorDf?: number;
}

export interface WaldTest {
  /** (Rb - r)' (R V R')^-1 (Rb - r). */
  chiSquared: number;
  /** q, the number of restrictions. */
  df: number;
  chiSquaredP: number;
  /** chiSquared / q. */
  f: number;
  denominatorDf: number;
  fP: number;
}

/**
 * Wald's test that q linear restrictions R b = r hold: Wald (1943), Transactions of the American Mathematical
 * Society 54, 426-482. The chi-squared form is asymptotic; the F form is what is used with robust and cluster
 * covariances in small samples (Cameron and Miller 2015, Journal of Human Resources 50, 317-372).
 *
 * @throws InvalidDataError where lengths differ, a number is not finite, denominatorDf is not above 0, or a
 * restriction repeats those before it or has no variance: the message names it.
 *
 * @example
 * ```ts
 * const { chiSquared, chiSquaredP } = waldTest({
 *   estimates: [1, 2],
 *   covariance: [1, 0.5, 0.5, 2],
 *   restrictions: [[1, 0], [0, 1]],
 * });
 * [chiSquared, chiSquaredP]; // => [2.2857143, 0.31890656]
 * // R: w <- drop(c(1, 2) %*% solve(matrix(c(1, 0.5, 0.5, 2), 2), c(1, 2))); c(w, pchisq(w, 2, lower.tail = FALSE))
 * ```
 */
export function waldTest(data: WaldData): WaldTest {
  const { estimates, covariance, restrictions, values, denominatorDf = Number.POSITIVE_INFINITY } = data;
  const k = estimates.length;
  const q = restrictions.length;
  if (q === 0) throw new InvalidDataError('There is no restriction to test.');
  if (covariance.length !== k * k) {
    throw new InvalidDataError(
      `A covariance of ${k} estimates has ${k * k} values, not ${covariance.length}.`,
    );
  }
  if (values !== undefined && values.length !== q) {
    throw new InvalidDataError(`There are ${q} restrictions but ${values.length} values.`);
  }
  if (!(denominatorDf > 0))
    throw new InvalidDataError(`Degrees of freedom are ${denominatorDf}; they must be above 0.`);

  const gap = Float64Array.from(restrictions, (row, i) => {
    if (row.length !== k)
      throw new InvalidDataError(`Restriction ${i} has ${row.length} weights for ${k} estimates.`);
    let total = -(values?.[i] ?? 0);
    for (let j = 0; j < k; j++) total += row[j]! * estimates[j]!;
    if (!Number.isFinite(total)) throw new InvalidDataError(`Restriction ${i} gives ${total}.`);
    return total;
  });
  const [whitened] = whiten(
    quadratic(restrictions, covariance, k),
    [gap],
    (row) =>
      `Restriction ${row} follows from those before it or has no variance: the test is not defined. Leave it out.`,
  );
  let chiSquared = 0;
  for (const value of whitened!) chiSquared += value * value;
  return {
    chiSquared,
    df: q,
    chiSquaredP: chiSquaredUpperTail(chiSquared, q),
    f: chiSquared / q,
    denominatorDf,
    fP: fUpperTail(chiSquared / q, q, denominatorDf),
  };
}

/** R V R', row-major. */
export function quadratic(
  rows: readonly ArrayLike<number>[],
  matrix: ArrayLike<number>,
  k: number,
): Float64Array {
  const q = rows.length;
  const result = new Float64Array(q * q);
  for (let a = 0; a < q; a++) {
    for (let b = 0; b <= a; b++) {
      let total = 0;
      for (let i = 0; i < k; i++) {
        let inner = 0;
        for (let j = 0; j < k; j++) inner += matrix[i * k + j]! * rows[b]![j]!;
        total += rows[a]![i]! * inner;
      }
      result[a * q + b] = total;
      result[b * q + a] = total;
    }
  }
  return result;
}
