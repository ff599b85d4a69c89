import { checkLevel } from './check-level.js';
import { normalQuantile } from './distributions/normal.js';
import { InvalidDataError } from './errors.js';

/** Limits of an interval. */
export interface ProportionInterval {
  low: number;
  high: number;
}

/**
 * Wilson's score interval for a share: Wilson (1927), Journal of the American Statistical Association 22, 209-212. The
 * shares that a two-sided score test of the level does not reject, without continuity correction; it lies within 0 to 1
 * and is not of width zero where nobody or everybody is counted (Newcombe 1998, Statistics in Medicine 17, 857-872).
 *
 * @param count how many of them are counted.
 * @param n how many there are.
 * @param level such as 0.95.
 * @throws InvalidDataError where n is no whole number above 0, count none from 0 to n, or level not between 0 and 1.
 *
 * @example
 * ```ts
 * const { low, high } = wilsonInterval(97, 120, 0.95);
 * [low, high]; // => [0.72878844, 0.86874974]
 * // R: prop.test(97, 120, correct = FALSE)$conf.int
 * ```
 */
export function wilsonInterval(count: number, n: number, level: number): ProportionInterval {
  checkLevel(level);
  if (!Number.isInteger(n) || n < 1 || !Number.isInteger(count) || count < 0 || count > n) {
    throw new InvalidDataError(
      `${count} of ${n} is no share; both must be whole numbers, the first from 0 to the second.`,
    );
  }
  return scoreLimits(count / n, n, level);
}

/** The limits of the score interval, which are 0 and 1 exactly where the share is. */
function scoreLimits(share: number, n: number, level: number): ProportionInterval {
  const z = normalQuantile((1 + level) / 2);
  const shrink = 1 + (z * z) / n;
  const middle = (share + (z * z) / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  // The ends that are 0 and 1 by the formula miss them by a rounding.
  return { low: share === 0 ? 0 : middle - half, high: share === 1 ? 1 : middle + half };
}

/**
 * Wilson's score interval for a share among weighted respondents: the effective number of them stands for n (Dean and
 * Pagano 2015, Journal of Survey Statistics and Methodology 3, 484-503, for complex surveys).
 *
 * @param share 0 to 1.
 * @param effective number of respondents, above 0, which need not be whole; see `effectiveRespondents`.
 * @param level such as 0.95.
 * @throws InvalidDataError where a number is outside its range.
 *
 * @example
 * ```ts
 * const { low, high } = wilsonShareInterval(0.25, 84, 0.95);
 * [low, high]; // => [0.16972313, 0.35214273]
 * // R: prop.test(21, 84, correct = FALSE)$conf.int
 * ```
 */
export function wilsonShareInterval(share: number, effective: number, level: number): ProportionInterval {
  checkLevel(level);
  if (!(share >= 0 && share <= 1 && effective > 0 && effective < Infinity)) {
    throw new InvalidDataError(
      `A share of ${share} among ${effective} is none; it must be from 0 to 1, and their number above 0.`,
    );
  }
  return scoreLimits(share, effective, level);
}
