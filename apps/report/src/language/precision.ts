import { lastEffect } from './amount.js';
import type { Association } from './association.js';
import { isShownSmall, marginWords } from './margin-words.js';
import { decimal, percent } from './numbers.js';
import type { TogetherRows } from './rows.js';

/**
 * What the interval leaves open, in shares of mean provision; null where there is no interval or no mean to divide by.
 * @param mean FTE per 10,000 patients at the last snapshot.
 */
export function precisionSentence(
  association: Association,
  joint: TogetherRows | undefined,
  mean: number | null,
): string | null {
  const { low, high } = lastEffect(association);
  if (low === null || high === null || mean === null || !(mean > 0)) return null;
  const share = (value: number) => percent(Math.abs(value) / mean);
  if (association.direction === 'none') {
    const row = joint?.rows.find(({ snapshot }) => snapshot === association.last.snapshot);
    if (row !== undefined && isShownSmall(row))
      return `The difference is shown to be smaller than ${marginWords(row)}, the least that the study calls of interest.`;
    return `No clear association is not proof of none: the interval allows anything from ${share(low)} of mean provision (${decimal(mean, 3)}) less to ${share(high)} more.`;
  }
  const [near, far] = Math.abs(low) < Math.abs(high) ? [low, high] : [high, low];
  return `Set against mean provision (${decimal(mean, 3)}), the interval runs from ${share(near)} to ${share(far)} ${association.direction === 'less' ? 'less' : 'more'}.`;
}
