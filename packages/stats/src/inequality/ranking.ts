import { InvalidDataError } from '../errors.js';

/** Observations in the order of a variable, those with the same value together: sorted once, read for every draw. */
export interface Ranking {
  /** Observations from the least value on, length n. */
  order: Int32Array;
  /** Where each run of equal values ends in `order`, exclusive. */
  ends: Int32Array;
}

/**
 * Puts observations in the order of x.
 *
 * @param x length n, no NaN.
 * @throws InvalidDataError where a value is NaN.
 *
 * @example
 * ```ts
 * Array.from(rankingOf([2, 5, 2, 9]).ends); // => [2, 3, 4]
 * // R: cumsum(table(c(2, 5, 2, 9)))
 * ```
 */
export function rankingOf(x: ArrayLike<number>): Ranking {
  for (let i = 0; i < x.length; i++)
    if (Number.isNaN(x[i]!)) throw new InvalidDataError(`Value ${i} to rank by is NaN.`);
  const order = Int32Array.from({ length: x.length }, (_, i) => i).sort((a, b) => x[a]! - x[b]! || a - b);
  const ends: number[] = [];
  for (let at = 1; at <= order.length; at++)
    if (at === order.length || x[order[at]!] !== x[order[at - 1]!]) ends.push(at);
  return { order, ends: Int32Array.from(ends) };
}
