import { InvalidDataError } from './errors.js';

/**
 * The sample quantile at p, in the unit of the values: linear interpolation at 1 + (n - 1)p, which is type 7 of
 * Hyndman and Fan (1996), American Statistician 50, 361-365, and the default of R. The values need not be sorted.
 *
 * @throws InvalidDataError where there are no values, one is NaN, or p is outside 0 to 1.
 *
 * @example
 * ```ts
 * quantile([3, 1, 4, 1, 5, 9], 0.9); // => 7
 * // R: quantile(c(3, 1, 4, 1, 5, 9), 0.9)
 * ```
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1))
    throw new InvalidDataError(`A quantile is asked for at ${p}, which is not in 0 to 1.`);
  if (values.length === 0) throw new InvalidDataError('The quantile of no values is not defined.');
  const sorted = Float64Array.from(values).sort();
  if (Number.isNaN(sorted.at(-1))) throw new InvalidDataError('A quantile is asked for, but a value is NaN.');
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const share = position - below;
  return share === 0 ? low : low + share * (sorted[below + 1]! - low);
}
