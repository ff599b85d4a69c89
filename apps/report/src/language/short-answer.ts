import { longDate, type Study } from '@inverse-care/domain';
import { amount, amounts, lastEffect } from './amount.js';
import type { Association, Direction } from './association.js';
import { boundsWords } from './dependence-words.js';
import { interval, intervalDigits, listed, signed } from './numbers.js';
import { capital, staffOf } from './words.js';

/** The answer by the headline need in one sentence, with its uncertainty. */
export function shortAnswer(all: readonly Association[], study: Study): string {
  const [first] = all;
  const staff = staffOf(study);
  if (first === undefined)
    return `This run cannot say whether ${staff} are where need is: no measure of need could be set beside them.`;
  const { estimate, low, high } = lastEffect(first);
  const at = `At ${longDate(first.last.snapshot)}`;
  const { more } = first;
  const unit = 'per 10,000 patients';
  if (low === null || high === null)
    return `${at}, ${more} went with a difference of ${signed(estimate, 3)} FTE ${staff} ${unit}; without an interval this cannot be told from chance.`;
  if (first.direction === 'none') {
    const digits = intervalDigits(low, high, 3);
    return `${at} there was no clear association: ${more} went with a difference of ${signed(estimate, digits)} FTE ${staff} ${unit}, and the interval includes zero (${boundsWords(interval(low, high, digits), study)}).`;
  }
  const comparative = first.direction === 'less' ? 'fewer' : 'more';
  return `${at}, ${more} went with ${amount(estimate, 3)} FTE ${comparative} ${staff} ${unit} (${boundsWords(`${amounts(low, high, 3)} ${comparative}`, study)}).`;
}

/** What the other measures of need say, in one sentence; null where there is none. */
export function otherMeasures([first, ...others]: readonly Association[], study: Study): string | null {
  if (first === undefined || others.length === 0) return null;
  const staff = staffOf(study);
  const names = (direction: Direction) =>
    listed(others.filter((one) => one.direction === direction).map(({ name }) => name));
  const parts = [
    ...(names('less') === '' ? [] : [`by ${names('less')}, greater need went with fewer ${staff}`]),
    ...(names('more') === '' ? [] : [`by ${names('more')}, greater need went with more ${staff}`]),
    ...(names('none') === '' ? [] : [`by ${names('none')}, no association is clear`]),
  ];
  return `${capital(parts.join('; '))}.`;
}
