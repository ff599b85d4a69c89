import { InvalidDataError } from '../errors.js';

/**
 * The weighted median: the least value at which the weight of all up to it is half of the whole or more; halfway to the
 * next where it is half exactly, as the median of equal weights has it. `matrixStats::weightedMedian(interpolate =
 * FALSE)` is the same; with its default it interpolates, and `spatstat`'s and `Hmisc`'s do so in other ways.
 *
 * @param weights not negative, length n.
 * @throws InvalidDataError where lengths differ or the weights sum to 0.
 *
 * @example
 * ```ts
 * weightedMedian([4, 1, 3], [1, 1, 3]); // => 3
 * // R: median(c(4, 1, 3, 3, 3))
 * ```
 */
export function weightedMedian(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  if (values.length !== weights.length)
    throw new InvalidDataError(`There are ${values.length} values but ${weights.length} weights.`);
  const order = Array.from({ length: values.length }, (_, i) => i)
    .filter((i) => weights[i]! > 0)
    .sort((a, b) => values[a]! - values[b]!);
  const total = order.reduce((sum, i) => sum + weights[i]!, 0);
  if (!(total > 0)) throw new InvalidDataError('The weights sum to 0: there is no weighted median.');
  let below = 0;
  for (const [at, i] of order.entries()) {
    below += weights[i]!;
    const next = order[at + 1];
    if (2 * below === total && next !== undefined) return (values[i]! + values[next]!) / 2;
    if (2 * below >= total) return values[i]!;
  }
  return values[order.at(-1)!]!;
}
