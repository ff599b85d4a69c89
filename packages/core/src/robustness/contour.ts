import { adjustForOmitted } from '@inverse-care/stats';
import type { Unmeasured } from './unmeasured.js';

/**
 * The estimates that something unmeasured would leave: a row for each partial R-squared with provision, a column for
 * each with need (below 1).
 */
export function remainingEstimates(
  { summary }: Unmeasured,
  { withNeed, withProvision }: { withNeed: readonly number[]; withProvision: readonly number[] },
): number[][] {
  return withProvision.map((withOutcome) =>
    withNeed.map((withColumn) => adjustForOmitted(summary, { withColumn, withOutcome }).estimate),
  );
}
