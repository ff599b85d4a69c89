import { InvalidDataError } from './errors.js';
import { sum } from './sum.js';

/**
 * The arithmetic mean, in the unit of the values. NaN where a value is NaN.
 *
 * @throws InvalidDataError where there are no values.
 *
 * @example
 * ```ts
 * mean([3, 1, 4, 1, 5]); // => 2.8
 * // R: mean(c(3, 1, 4, 1, 5))
 * ```
 */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new InvalidDataError('The mean of no values is not defined.');
  return sum(values) / values.length;
}
