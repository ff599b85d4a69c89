import { gradeRule, type JointRow } from '@inverse-care/core/tables';
import { cited } from './cells.js';
import { amount, percent } from './numbers.js';

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
export function marginWords(row: JointRow): string {
  const share =
    row.margin_share === null ? '' : ` (${percent(cited(row, 'margin_share'))} of mean provision)`;
  return `${amount(cited(row, 'margin_fte'), 3)} FTE per 10,000 patients${share} for ${differences[row.margin_per ?? 'increment']}`;
}
