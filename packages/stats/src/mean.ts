import { InvalidDataError } from './errors.js';
import { sum } from './sum.js';

/**
 * The arithmetic mean, in the unit of the values. NaN where a value is NaN.
 *
 * @throws InvalidDataError where there are no values.
 */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new InvalidDataError('The mean of no values is not defined.');
  return sum(values) / values.length;
}
