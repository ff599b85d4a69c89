import { gradeRule, type JointRow } from '@inverse-care/core/tables';
import { amount } from './amount.js';
import { percent } from './numbers.js';

/** Whether the smallest effect of interest is too large a share of mean provision to show anything to be small. */
export const isTooWide = ({ margin_share }: JointRow): boolean =>
  margin_share === null || margin_share > gradeRule.widestMargin;

/** Whether the coefficient is shown to be smaller than a margin that means something. */
export const isShownSmall = (row: JointRow): boolean =>
  row.p_equivalence !== null && row.p_equivalence < 0.05 && !isTooWide(row);

const differences = {
  increment: 'the step of need that the study states it for',
  sd: 'one standard deviation more need',
  tenth_to_ninetieth: 'need at the ninetieth instead of the tenth percentile',
} as const;

/** "0.031 FTE per 10,000 patients (10% of mean provision) for one standard deviation more need". */
export function marginWords({ margin_fte, margin_share, margin_per }: JointRow): string {
  const share = margin_share === null ? '' : ` (${percent(margin_share)} of mean provision)`;
  return `${amount(margin_fte ?? Number.NaN, 3)} FTE per 10,000 patients${share} for ${differences[margin_per ?? 'increment']}`;
}
