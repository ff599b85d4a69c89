import { adjustForOmitted } from '@inverse-care/stats';
import type { ContourRow } from './tables.js';
import type { Unmeasured } from './unmeasured.js';

const steps = 40;
/** An axis reaches a quarter beyond what it must show, but never to all of the variance. */
const most = 0.95;
const least = 0.02;
const beyond = 1.25;

/**
 * The estimates that something unmeasured would leave, over a grid of its partial R-squared with need and with
 * provision: from none to beyond the robustness value and every benchmark taken once.
 */
export function contourRows({ row, summary, benchmarks }: Unmeasured): ContourRow[] {
  const { need, snapshot, robustness_value } = row;
  const once = benchmarks.filter(({ times }) => times === 1);
  const axis = (strengths: readonly number[]) => {
    const reach = Math.min(most, beyond * Math.max(least, robustness_value, ...strengths));
    return Array.from({ length: steps + 1 }, (_, i) => (reach * i) / steps);
  };
  const withNeed = axis(once.map((one) => one.r2_need));
  const withProvision = axis(once.map((one) => one.r2_provision));
  return withProvision.flatMap((r2_provision) =>
    withNeed.map((r2_need) => ({
      snapshot,
      need,
      r2_need,
      r2_provision,
      estimate: adjustForOmitted(summary, { withColumn: r2_need, withOutcome: r2_provision }).estimate,
    })),
  );
}
