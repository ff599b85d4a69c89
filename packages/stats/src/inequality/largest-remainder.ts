import { InvalidDataError } from '../errors.js';

/**
 * Shares a whole number of units out by weights: each has its quota without the fraction, and the units that are left go
 * to the largest fractions, the first of equals first (Hare 1859; Balinski and Young 1982, Fair Representation). The
 * parts add up to the total, and each is off its quota by less than one unit.
 *
 * @param total units, a whole number, not negative.
 * @param weights not negative, some above 0.
 * @throws InvalidDataError otherwise.
 *
 * @example
 * ```ts
 * largestRemainder(10, [6, 3, 1.5, 0.5]); // => [5, 3, 1, 1]
 * // R: q <- 10 * c(6, 3, 1.5, 0.5) / 11; f <- floor(q); f + (rank(f - q, ties.method = "first") <= 10 - sum(f))
 * ```
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  if (!(Number.isSafeInteger(total) && total >= 0))
    throw new InvalidDataError(`${total} units are to be shared; it must be a whole number, not negative.`);
  const whole = weights.reduce((sum, weight) => {
    if (!(weight >= 0)) throw new InvalidDataError(`A weight is ${weight}; it must not be negative.`);
    return sum + weight;
  }, 0);
  if (!(whole > 0 && whole < Number.POSITIVE_INFINITY))
    throw new InvalidDataError(`The weights sum to ${whole}: nothing can be shared out by them.`);
  const quotas = weights.map((weight) => (total * weight) / whole);
  const parts = quotas.map(Math.floor);
  const left = total - parts.reduce((sum, part) => sum + part, 0);
  const order = quotas
    .map((_, i) => i)
    .sort((a, b) => quotas[b]! - parts[b]! - (quotas[a]! - parts[a]!) || a - b);
  for (const i of order.slice(0, left)) parts[i]!++;
  return parts;
}
