import { InvalidDataError } from '../errors.js';
import { countExtremes, type ExtremeCounts } from './count-extremes.js';
import { shareError, simulatedShare } from './monte-carlo-error.js';

/** `symmetric` compares absolute t statistics; `equal-tailed` doubles the smaller tail. */
export type WildTail = 'symmetric' | 'equal-tailed';

export interface WildTest {
  /**
   * (1 + count) / (1 + B), the count being of usable replicates at least as extreme as the sample: never 0. Where all
   * combinations of weights were taken the sample is among them, and it is count / B.
   */
  pValue: number;
  /** Monte Carlo standard error; 0 where all combinations of weights were taken. */
  pError: number;
  /** Replicates equal to the sample but for rounding; they count as extreme. Weights all 1 or all -1 give one. */
  ties: number;
  replicates: number;
  /** Statistics that were NaN and are left out. */
  failed: number;
}

/** How many count towards the p-value, and how often each. */
export function extremeCount({ above, below, beyond }: ExtremeCounts, tail: WildTail): [number, number] {
  return tail === 'symmetric' ? [beyond, 1] : [Math.min(above, below), 2];
}

/**
 * The p-value of a t statistic against its bootstrap distribution: Davidson and MacKinnon (1999), Econometric Theory
 * 15, 361-376; equal-tailed as in Roodman et al. (2019), Stata Journal 19, 4-60, section 4.2. Replicates that
 * are drawn have the sample counted as one more, as in every simulated p-value of this package: Davison and Hinkley
 * (1997), Bootstrap Methods and Their Application, equation 4.11; see `permutationTest`. Ties count as extreme, so that
 * enumerated weights give the randomization test and p is never below 2^-G. `boottest` and `fwildclusterboot` count
 * neither: their p is (count - ties) / B.
 *
 * @param t of the sample: (estimate - null) / standard error.
 * @param statistics as `wildBootstrapStatistics` returns them.
 * @param enumerated whether they are all combinations of weights; see `wildReplicates`.
 * @throws InvalidDataError where t is NaN or no statistic is usable.
 *
 * @example
 * ```ts
 * wildTest(2.4, Float64Array.of(0.3, -2.5, 1.1, 2.4, -0.2)).pValue; // => 0.5
 * // R: (1 + sum(abs(c(0.3, -2.5, 1.1, 2.4, -0.2)) >= 2.4)) / (1 + 5)
 * wildTest(2.4, Float64Array.of(0.3, -2.5, 1.1, 2.4, -0.2), 'equal-tailed').pValue; // => 0.66666667
 * // R: t <- c(0.3, -2.5, 1.1, 2.4, -0.2); 2 * (1 + min(sum(t >= 2.4), sum(t <= 2.4))) / (1 + 5)
 * ```
 */
export function wildTest(
  t: number,
  statistics: Float64Array,
  tail: WildTail = 'symmetric',
  enumerated = false,
): WildTest {
  if (Number.isNaN(t)) throw new InvalidDataError('The t statistic is NaN: there is nothing to test.');
  const counts = countExtremes(statistics.length, (r) => statistics[r]!, t);
  const replicates = statistics.length - counts.failed;
  if (replicates === 0) {
    throw new InvalidDataError(`All ${statistics.length} replicates failed: there is no p-value.`);
  }
  const [count, times] = extremeCount(counts, tail);
  return {
    pValue: Math.min(1, times * simulatedShare(count, replicates, enumerated)),
    pError: enumerated ? 0 : times * shareError(count, replicates),
    ties: counts.ties,
    replicates,
    failed: counts.failed,
  };
}
