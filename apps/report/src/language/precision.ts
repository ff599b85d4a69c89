import { table1 } from '@inverse-care/core/tables';
import type { ReportInput } from '../report-input.js';
import type { Association } from './association.js';
import { bareNumber, cited, type Numeric, size } from './cells.js';
import { marginWords } from './margin-words.js';
import { decimal, percent } from './numbers.js';
import type { TogetherRows } from './rows.js';

/** FTE per 10,000 patients at an association's last snapshot, as Table 1 has it. */
export function meanAtLast({ last }: Association, { tables }: Pick<ReportInput, 'tables'>): Numeric {
  const row = tables.rows(table1).find(({ snapshot }) => snapshot === last.snapshot);
  return row === undefined ? null : cited(row, 'per_10k_mean');
}

/**
 * What the interval leaves open, in shares of mean provision; null where there is no interval or no mean to divide by.
 * @param mean FTE per 10,000 patients at the last snapshot.
 */
export function precisionSentence(
  association: Association,
  joint: TogetherRows | undefined,
  mean: Numeric,
): string | null {
  const { share_low: low, share_high: high, finding, grade } = association.finding;
  if (low === null || high === null || (bareNumber(mean) ?? null) === null) return null;
  const share = (column: 'share_low' | 'share_high') => percent(size(cited(association.finding, column)));
  if (finding === 'none shown' || finding === 'small') {
    const row = joint?.rows.find(({ snapshot }) => snapshot === association.last.snapshot);
    if (finding === 'small' && row !== undefined)
      return `The difference is shown to be smaller than ${marginWords(row)}, the least that the study calls of interest${grade === 'holds' ? '' : ', though not by every test'}.`;
    return `No clear association is not proof of none: the interval allows anything from ${share('share_low')} of mean provision (${decimal(mean, 3)}) less to ${share('share_high')} more for ${association.more}.`;
  }
  const [near, far] =
    Math.abs(low) < Math.abs(high)
      ? (['share_low', 'share_high'] as const)
      : (['share_high', 'share_low'] as const);
  return `Set against mean provision (${decimal(mean, 3)}), the interval runs from ${share(near)} to ${share(far)} ${high < 0 ? 'less' : 'more'}.`;
}
