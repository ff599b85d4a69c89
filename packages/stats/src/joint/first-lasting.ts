import { checkLevel } from '../check-level.js';
import { InvalidDataError } from '../errors.js';
import { shareError } from '../resampling/monte-carlo-error.js';
import { checkDraws, checkEstimates, completeReplicates, type SharedDraws } from './shared-draws.js';

export interface FirstLastingData {
  /** T estimates, periods in order. */
  estimates: ArrayLike<number>;
  /** Their standard errors, of the sample. */
  stdErrors: ArrayLike<number>;
  /** Bootstrap draws of the T estimates, replicates shared. */
  draws: SharedDraws;
  /** Standard errors in every replicate, in the shape of the draws; those of the sample where left out. */
  drawStdErrors?: SharedDraws;
  /** An estimate is significant where it is more than this many standard errors from zero, such as 1.96. */
  criticalValue: number;
  /** Of the interval, such as 0.95. */
  level: number;
}

export interface FirstLasting {
  /** Index of the first period that stays significant in the sample, from 0; T where there is none. */
  observed: number;
  /** Share of replicates with each answer, length T + 1; the last is "none". */
  shares: Float64Array;
  /** Standard error of each share over sets of replicates. */
  monteCarloErrors: Float64Array;
  /** The answer of most replicates; the earliest of several. */
  modal: number;
  /** Ends of the interval of answers, T standing for "none, or after the last period". */
  low: number;
  high: number;
  replicates: number;
  /** Replicates left out. */
  failed: number;
}

/**
 * The first period that stays significant, and how sure that is. Definition: the earliest period such that it and
 * all later ones are significant with the same sign; none where the last period is not significant. It rests on
 * many tests at once and has no standard error, so its distribution is what the replicates show: how often samples
 * such as this one would give each answer if the estimates were true (Efron 1979, Annals of Statistics 7, 1-26).
 * The interval is of percentiles: at most (1 - level) / 2 of the replicates lie beyond either end. A replicate with
 * a draw that is not finite, or a standard error that is not above 0, is left out and counted.
 *
 * @throws InvalidDataError where lengths differ, an estimate is not finite, a standard error is not above 0, the
 * critical value is not above 0, or no replicate is complete.
 *
 * @example
 * ```ts
 * const draws = [[1, 3, 2, 0], [3, 4, 1, 2], [3, 2, 3, 5]].map((values) => Float64Array.from(values));
 * const data = { estimates: [1.5, 2.5, 3], stdErrors: [1, 1, 1], draws, criticalValue: 1.96, level: 0.9 };
 * // R: draws <- cbind(c(1, 3, 2, 0), c(3, 4, 1, 2), c(3, 2, 3, 5)) # of three periods
 * // R: first <- function(t) 3 - sum(cumprod(rev(abs(t) > 1.96 & sign(t) == sign(t[3]))))
 * firstLasting(data).observed; // => 1
 * // R: first(c(1.5, 2.5, 3))
 * firstLasting(data).shares; // => [0.25, 0.5, 0.25, 0]
 * // R: tabulate(1 + apply(draws, 1, first), 4) / 4
 * ```
 */
export function firstLasting(data: FirstLastingData): FirstLasting {
  const { estimates, draws, drawStdErrors } = data;
  checkLasting(data);
  const t = estimates.length;
  checkDraws(draws, t);
  if (drawStdErrors !== undefined) checkDraws(drawStdErrors, t);
  const { rows, failed } = completeReplicates(
    drawStdErrors === undefined ? draws : [...draws, ...drawStdErrors.map(positive)],
  );
  return { ...lastingFrom(data, countAnswers(rows, data, drawStdErrors !== undefined)), failed };
}

type LastingData = Omit<FirstLastingData, 'draws' | 'drawStdErrors'>;

/** @throws InvalidDataError where the level, an estimate, a standard error or the critical value is none. */
export function checkLasting({ estimates, stdErrors, criticalValue, level }: LastingData): void {
  checkLevel(level);
  checkEstimates(estimates, stdErrors);
  if (!(criticalValue > 0))
    throw new InvalidDataError(`The critical value is ${criticalValue}; it must be above 0.`);
}

/**
 * Of how many replicates each answer is, length T + 1.
 * @param rows of complete replicates: T draws each, or these and their standard errors.
 */
export function countAnswers(
  rows: Float64Array,
  { stdErrors, criticalValue }: Pick<LastingData, 'stdErrors' | 'criticalValue'>,
  own: boolean,
): Float64Array {
  const t = stdErrors.length;
  const width = own ? 2 * t : t;
  const counts = new Float64Array(t + 1);
  for (let start = 0; start < rows.length; start += width) {
    const row = rows.subarray(start, start + width);
    const first = firstThatLasts(row, own ? row.subarray(t) : stdErrors, t, criticalValue);
    counts[first] = counts[first]! + 1;
  }
  return counts;
}

/** The answer from such counts, of one replicate at least. */
export function lastingFrom(
  { estimates, stdErrors, criticalValue, level }: LastingData,
  counts: Float64Array,
): Omit<FirstLasting, 'failed'> {
  const t = estimates.length;
  const replicates = counts.reduce((total, count) => total + count, 0);
  const shares = counts.map((count) => count / replicates);
  const tail = ((1 - level) / 2) * replicates * (1 + 1e-12);
  return {
    observed: firstThatLasts(estimates, stdErrors, t, criticalValue),
    shares,
    monteCarloErrors: counts.map((count) => shareError(count, replicates)),
    modal: shares.indexOf(Math.max(...shares)),
    low: firstBeyond(counts, tail),
    high: t - firstBeyond(counts.slice().reverse(), tail),
    replicates,
  };
}

/** Standard errors with NaN for those that are none. */
export function positive(stdErrors: Float64Array): Float64Array {
  return stdErrors.map((stdError) => (stdError > 0 ? stdError : Number.NaN));
}

function firstThatLasts(
  estimates: ArrayLike<number>,
  stdErrors: ArrayLike<number>,
  t: number,
  criticalValue: number,
): number {
  const sign = Math.sign(estimates[t - 1]!);
  let first = t;
  while (first > 0 && sign * estimates[first - 1]! > criticalValue * stdErrors[first - 1]!) first--;
  return first;
}

/** The first answer at which the counts so far are above the tail. */
function firstBeyond(counts: Float64Array, tail: number): number {
  let total = 0;
  return counts.findIndex((count) => {
    total += count;
    return total > tail;
  });
}
