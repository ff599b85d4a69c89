import type { WildingComparison } from '@inverse-care/audit';
import { publishedHeadline } from '@inverse-care/domain';
import { type Association, directionOf } from './association.js';

const paperDirection = directionOf(publishedHeadline.conf_low, publishedHeadline.conf_high);

/** How the answer stands beside the paper's; null where the study names no paper. */
export function paperSentence(
  all: readonly Association[],
  comparison: WildingComparison | null,
): string | null {
  if (comparison === null) return null;
  const published = all.find(({ need }) => need === 'need_published');
  if (published === undefined)
    return 'The paper’s own measure of need is not in this run, so its headline is neither confirmed nor refuted here.';
  if (published.last.snapshot !== publishedHeadline.snapshot)
    return 'The paper’s last snapshot is not in this run, so its headline is neither confirmed nor refuted here.';
  const estimate = comparison.headline.find(({ column }) => column === 'estimate');
  if (estimate === undefined || estimate.agrees === null) return null;
  const coefficient = estimate.agrees
    ? 'The headline coefficient is the paper’s, to the decimals that it prints'
    : 'The headline coefficient is not the paper’s';
  return published.direction === paperDirection
    ? `${coefficient}, and ${estimate.agrees ? '' : 'yet '}the conclusion is the same.`
    : `${coefficient}, ${estimate.agrees ? 'yet' : 'and'} the interval does not allow the paper’s conclusion.`;
}
