import { InvalidDataError } from '../errors.js';
import { countExtremes } from './count-extremes.js';
import { shareError, simulatedShare } from './monte-carlo-error.js';

export interface PermutationTest {
  /** Two-sided. */
  pValue: number;
  /** Monte Carlo standard error. */
  pError: number;
  replicates: number;
  /** Statistics that were NaN and are left out. */
  failed: number;
}

/**
 * The two-sided p-value (count + 1) / (B + 1), where count is the number of B random permutations with a statistic at
 * least as far from zero as the sample's; the sample counts as one more. Phipson and Smyth (2010), Statistical
 * Applications in Genetics and Molecular Biology 9, 39.
 *
 * @throws InvalidDataError where the observed statistic is NaN or no statistic is usable.
 *
 * @example
 * ```ts
 * permutationTest(2.4, Float64Array.of(0.3, -2.5, 1.1, 2.4, -0.2)).pValue; // => 0.5
 * // R: (1 + sum(abs(c(0.3, -2.5, 1.1, 2.4, -0.2)) >= 2.4)) / (1 + 5)
 * ```
 */
export function permutationTest(observed: number, statistics: Float64Array): PermutationTest {
  if (Number.isNaN(observed)) {
    throw new InvalidDataError('The observed statistic is NaN: there is nothing to test.');
  }
  const { beyond, failed } = countExtremes(statistics.length, (r) => statistics[r]!, observed);
  const replicates = statistics.length - failed;
  if (replicates === 0) {
    throw new InvalidDataError(`All ${statistics.length} replicates failed: there is no p-value.`);
  }
  return {
    pValue: simulatedShare(beyond, replicates),
    pError: shareError(beyond, replicates),
    replicates,
    failed,
  };
}
