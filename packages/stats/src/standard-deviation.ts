import { mean } from './mean.js';
import { sum } from './sum.js';

/**
 * The sample standard deviation with divisor n - 1, in the unit of the values, by two passes with a correction for
 * the rounding of the mean: Chan, Golub and LeVeque (1983), American Statistician 37, 242-247, equation 1.7. NaN
 * for a single value.
 *
 * @throws InvalidDataError where there are no values.
 *
 * @example
 * ```ts
 * standardDeviation([3, 1, 4, 1, 5]); // => 1.7888544
 * // R: sd(c(3, 1, 4, 1, 5))
 * ```
 */
export function standardDeviation(values: ArrayLike<number>): number {
  const n = values.length;
  const centre = mean(values);
  if (n === 1) return Number.NaN;
  const deviations = Float64Array.from(values, (value) => value - centre);
  const correction = sum(deviations) ** 2 / n;
  const squares = sum(deviations.map((deviation) => deviation ** 2));
  return Math.sqrt((squares - correction) / (n - 1));
}
