import type { Study } from '@inverse-care/domain';
import { amount, lastEffect } from './amount.js';
import type { Association } from './association.js';
import { decimal, percent } from './numbers.js';
import type { TogetherRows } from './rows.js';

/**
 * What the interval leaves open, in shares of mean provision; null where there is no interval or no mean to divide by.
 * @param mean FTE per 10,000 patients at the last snapshot.
 */
export function precisionSentence(
  association: Association,
  joint: TogetherRows | undefined,
  study: Study,
  mean: number | null,
): string | null {
  const { low, high } = lastEffect(association);
  if (low === null || high === null || mean === null || !(mean > 0)) return null;
  const share = (value: number) => percent(Math.abs(value) / mean);
  if (association.direction === 'none') {
    const smallest = study.inference.smallest_effect;
    const row = joint?.rows.find(({ snapshot }) => snapshot === association.last.snapshot);
    if (smallest !== undefined && row?.p_equivalence != null && row.p_equivalence < 0.05)
      return `The difference is shown to be smaller than ${amount(smallest, 3)} FTE, the least that the study calls of interest.`;
    return `No clear association is not proof of none: the interval allows anything from ${share(low)} of mean provision (${decimal(mean, 3)}) less to ${share(high)} more.`;
  }
  const [near, far] = Math.abs(low) < Math.abs(high) ? [low, high] : [high, low];
  return `Set against mean provision (${decimal(mean, 3)}), the interval runs from ${share(near)} to ${share(far)} ${association.direction === 'less' ? 'less' : 'more'}.`;
}
