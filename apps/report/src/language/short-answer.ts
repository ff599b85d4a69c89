import { longDate, type Study } from '@inverse-care/domain';
import { amounts, lastEffect } from './amount.js';
import type { Association } from './association.js';
import { othersByDirection } from './association-words.js';
import { ratioSentence, unadjustedSentence } from './declared-words.js';
import { boundsWords } from './dependence-words.js';
import { withFirst } from './marks.js';
import { amount, interval, intervalDigits, signed } from './numbers.js';
import { fewer, staffOf } from './words.js';

/** The outcome of all but some specifications. */
export const provision = 'FTE per 10,000 patients';

/** "0.014 FTE fewer link workers per 10,000 patients"; of another outcome, its unit. */
function difference(size: string, comparative: string, outcome: string, staff: string): string {
  return outcome === provision
    ? `${size} FTE ${comparative}${comparative === '' ? '' : ' '}${staff} per 10,000 patients`
    : outcome === 'probability'
      ? `${size} ${comparative}${comparative === '' ? '' : ' '}in the share of ${staff}`
      : `${size} ${comparative === '' ? '' : `${comparative}, `}${outcome}`;
}

/**
 * The answer by the headline need in one sentence, with its uncertainty and as far as its grade allows.
 * @param prefix what it holds under, such as "After allowing for “Aged 65 and over”"; empty for need alone.
 * @param alone the associations with need alone, which a declared model is told beside.
 */
export function shortAnswer(
  all: readonly Association[],
  study: Study,
  prefix = '',
  alone: readonly Association[] = [],
): string {
  const [first] = all;
  const own = ownAnswer(all, study, prefix);
  return first === undefined ? own : `${own}${ratioSentence(first)}${unadjustedSentence(first, alone)}`;
}

function ownAnswer(all: readonly Association[], study: Study, prefix: string): string {
  const [first] = all;
  const staff = staffOf(study);
  if (first === undefined)
    return `This run cannot say whether ${staff} are where need is: no measure of need could be set beside them.`;
  const { estimate, low, high } = lastEffect(first);
  const { finding, more, direction, clear } = first;
  const under = prefix === '' ? '' : `, ${withFirst(prefix, (letter) => letter.toLowerCase())},`;
  const at = `At ${longDate(finding.snapshot)}${under}`;
  const since = under === '' ? `${at},` : at;
  const signedDifference = (digits: number) =>
    `${more} went with a difference of ${difference(signed(estimate, digits), '', finding.outcome, staff)}`;
  if (low === null || high === null)
    return `${since} ${signedDifference(3)}; without an interval this cannot be told from chance.`;
  const digits = intervalDigits(low, high, 3);
  const bounds = boundsWords(interval(low, high, digits), first, study);
  if (finding.finding === 'small' && finding.grade !== 'cannot say')
    return `${at} the difference was shown to be small: ${signedDifference(digits)}, and the interval includes zero (${bounds}).`;
  if (clear === 'none')
    return `${at} there was no clear association: ${signedDifference(digits)}, and the interval includes zero (${bounds}).`;
  if (direction === 'none')
    return `${since} ${signedDifference(digits)} (${bounds}), which is not enough to conclude from.`;
  const comparative = direction === 'less' ? fewer(staff) : 'more';
  const fragile = finding.grade === 'fragile' ? ' This is fragile.' : '';
  return `${since} ${more} went with ${difference(amount(estimate, 3), comparative, finding.outcome, staff)} (${boundsWords(`${amounts(low, high, 3)} ${comparative}`, first, study)}).${fragile}`;
}

/** What the other measures of need say, in one sentence; null where there is none. */
export function otherMeasures([first, ...others]: readonly Association[], study: Study): string | null {
  if (first === undefined || others.length === 0) return null;
  return othersByDirection(others, staffOf(study));
}
