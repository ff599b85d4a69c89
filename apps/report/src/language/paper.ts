import { publishedHeadline } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type Association, directionOf, type PlainAssociation } from './association.js';
import { comparisonsOf } from './comparisons.js';
import { timesPaperSentence } from './dependence-words.js';

const paperDirection = directionOf(publishedHeadline.conf_low, publishedHeadline.conf_high);

/** How the answer stands beside the paper's, and what the paper's interval assumes; null where the study names no paper. */
export function paperSentence(all: readonly PlainAssociation[], input: ReportInput): string | null {
  const compared = comparedSentence(all, input);
  if (compared === null) return null;
  // The errors of a specification are its own.
  const times = input.kind === 'specification' ? null : timesPaperSentence(all, input.study);
  return [compared, times].filter((one) => one !== null).join(' ');
}

/** How the answer stands beside the paper’s; null where the study names no paper. */
export function comparedSentence(all: readonly Association[], input: ReportInput): string | null {
  if (input.study.compare_with === undefined) return null;
  const published = all.find(({ need }) => need === 'need_published');
  if (published === undefined)
    return 'The paper’s own measure of need is not in this run, so its headline is neither confirmed nor refuted here.';
  if (published.last.snapshot !== publishedHeadline.snapshot)
    return 'The paper’s last snapshot is not in this run, so its headline is neither confirmed nor refuted here.';
  const estimate = comparisonsOf(input, 'headline').find(({ column }) => column === 'estimate');
  if (estimate === undefined || estimate.agrees === null) return null;
  const coefficient = estimate.agrees
    ? 'The headline coefficient is the paper’s, to the decimals that it prints'
    : 'The headline coefficient is not the paper’s';
  return published.direction === paperDirection
    ? `${coefficient}, and ${estimate.agrees ? '' : 'yet '}the conclusion is the same.`
    : `${coefficient}, ${estimate.agrees ? 'yet' : 'and'} the interval does not allow the paper’s conclusion.`;
}
