import { checkLevel } from './check-level.js';
import { select } from './select.js';

export interface PercentileInterval {
  low: number;
  high: number;
  /** Draws that the interval rests on. */
  replicates: number;
  /** Draws that were NaN and are left out. */
  failed: number;
}

/**
 * Bootstrap percentile interval: Efron (1979), Annals of Statistics 7, 1-26. Of B draws in order, the ends are
 * draw m and draw B + 1 - m, where m is the integer part of (B + 1)(1 - level) / 2: Efron and Tibshirani (1993),
 * An Introduction to the Bootstrap, sections 12.5 and 13.3. 9,999 draws make (B + 1) times 0.025 a whole number.
 * Both ends are NaN where m is 0, that is, where the draws are too few for the level.
 *
 * @param draws one value a replicate, in any order; NaN is a failed one.
 * @param level such as 0.95.
 * @throws InvalidDataError where level is not between 0 and 1.
 *
 * @example
 * ```ts
 * const draws = Float64Array.from({ length: 39 }, (_, r) => Math.sqrt(r + 1));
 * const { low, high } = percentileInterval(draws, 0.9);
 * [low, high]; // => [1.4142136, 6.164414]
 * // R: quantile(sqrt(1:39), c(0.05, 0.95), type = 6)
 * ```
 */
export function percentileInterval(draws: Float64Array, level: number): PercentileInterval {
  checkLevel(level);
  const copy = draws.slice();
  let replicates = 0;
  for (let b = 0; b < draws.length; b++) if (!Number.isNaN(draws[b]!)) copy[replicates++] = draws[b]!;
  const usable = copy.subarray(0, replicates);
  const failed = draws.length - replicates;
  // The small addend undoes the rounding of, say, (1 - 0.9) / 2 to just below 0.05.
  const place = Math.floor(((replicates + 1) * (1 - level)) / 2 + 1e-9);
  if (place < 1) return { low: Number.NaN, high: Number.NaN, replicates, failed };
  const ends = [select(usable, place - 1), select(usable, replicates - place)] as const;
  // Zeros of either sign are equal where draws are compared, and in order where they are sorted.
  const [low, high] = ends.includes(0) ? endsOfSorted(usable, place) : ends;
  return { low, high, replicates, failed };
}

function endsOfSorted(draws: Float64Array, place: number): readonly [number, number] {
  const sorted = draws.sort();
  return [sorted[place - 1]!, sorted[sorted.length - place]!];
}
