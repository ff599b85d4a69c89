import { InvalidDataError } from '../errors.js';
import { shareError, simulatedShare } from '../resampling/monte-carlo-error.js';
import { checkDraws, completeReplicates, type SharedDraws } from './shared-draws.js';

export interface RomanoWolfData {
  /** S observed t statistics, against zero. */
  statistics: ArrayLike<number>;
  /** Their bootstrap draws under the null, as `nullCentredDraws` gives: replicates shared by the S hypotheses. */
  draws: SharedDraws;
}

export interface RomanoWolf {
  /** Adjusted two-sided p-values, in the order of the statistics. */
  pValues: Float64Array;
  /** Standard error of each over sets of replicates. */
  monteCarloErrors: Float64Array;
  /** B, the replicates that the p-values rest on. */
  replicates: number;
  /** Replicates left out because a draw is not finite. */
  failed: number;
}

/**
 * Step-down p-values that control the chance of any false rejection among S hypotheses and use their dependence:
 * Romano and Wolf (2005), Journal of the American Statistical Association 100, 94-108; the p-values as in Romano
 * and Wolf (2016), Statistics and Probability Letters 113, 38-40. With |t| in descending order, number i has p = (1
 * + number of replicates in which the largest |t*| of hypotheses i to S is at least |t_i|) / (B + 1), and never a
 * smaller one than the hypothesis before it. A replicate with a draw that is not finite is left out for all.
 *
 * @throws InvalidDataError where a statistic is NaN, lengths differ, or no replicate is complete.
 *
 * @example
 * ```ts
 * const draws = [Float64Array.of(0.5, -2.1, 1.2, 0.3), Float64Array.of(1.5, 0.2, -3.1, 0.9)];
 * romanoWolf({ statistics: [1, -3], draws }).pValues; // => [0.6, 0.4]
 * // R: a <- abs(c(0.5, -2.1, 1.2, 0.3)); b <- abs(c(1.5, 0.2, -3.1, 0.9)) # the second t is the larger
 * // R: second <- (1 + sum(pmax(a, b) >= 3)) / 5; c(max(second, (1 + sum(a >= 1)) / 5), second)
 * ```
 */
export function romanoWolf({ statistics, draws }: RomanoWolfData): RomanoWolf {
  const s = statistics.length;
  if (s === 0) throw new InvalidDataError('There are no statistics to adjust.');
  checkDraws(draws, s);
  const size = Float64Array.from(statistics, Math.abs);
  const nan = size.findIndex(Number.isNaN);
  if (nan >= 0) throw new InvalidDataError(`Statistic ${nan} is NaN.`);
  const { rows, replicates, failed } = completeReplicates(draws);
  return { ...stepDown(size, countExceeding(size, rows), replicates), failed };
}

/** Hypotheses by |t|, the largest first. */
const descending = (size: Float64Array) => Array.from(size, (_, i) => i).sort((a, b) => size[b]! - size[a]!);

/**
 * In how many replicates the largest |t*| of a hypothesis and all with a smaller |t| is at least its |t|.
 * @param size |t| of the S hypotheses.
 * @param rows t* of complete replicates, S each.
 */
export function countExceeding(size: Float64Array, rows: Float64Array): Float64Array {
  const s = size.length;
  const order = descending(size);
  const exceed = new Float64Array(s);
  for (let start = 0; start < rows.length; start += s) {
    let largest = 0;
    for (let rank = s - 1; rank >= 0; rank--) {
      const at = order[rank]!;
      largest = Math.max(largest, Math.abs(rows[start + at]!));
      if (largest >= size[at]!) exceed[at] = exceed[at]! + 1;
    }
  }
  return exceed;
}

/** The p-values from such counts. */
export function stepDown(
  size: Float64Array,
  exceed: Float64Array,
  replicates: number,
): Omit<RomanoWolf, 'failed'> {
  const pValues = new Float64Array(size.length);
  let least = 0;
  for (const at of descending(size)) {
    least = Math.max(least, simulatedShare(exceed[at]!, replicates));
    pValues[at] = least;
  }
  const monteCarloErrors = pValues.map((p) => shareError(p * (replicates + 1) - 1, replicates));
  return { pValues, monteCarloErrors, replicates };
}
