import type { AlternativeRow } from '@inverse-care/core/tables';
import { type Association, type Direction, directionOf } from './association.js';
import { count, inWords } from './numbers.js';

const verb = (value: number) => (value === 1 ? 'gives' : 'give');

/**
 * How many other methods say the same at the last snapshot; null where none gave an interval.
 * @param own the method of the report itself, such as "HC1", which does not count.
 */
export function otherMethodsSentence(
  { need, last, direction }: Association,
  alternatives: readonly AlternativeRow[],
  own: string,
): string | null {
  const others = alternatives.filter(
    (row) =>
      row.need === need &&
      row.snapshot === last.snapshot &&
      row.method !== own &&
      row.conf_low !== null &&
      row.conf_high !== null,
  );
  if (others.length === 0) return null;
  const of = (side: Direction) =>
    others.filter((row) => directionOf(row.conf_low, row.conf_high) === side).length;
  const total = others.length;
  const among = total === 1 ? 'The one other method' : `Of ${count(total)} other methods`;
  const says: Record<Direction, string> = {
    less: 'an interval below zero',
    more: 'an interval above zero',
    none: 'an interval that includes zero',
  };
  const parts = (['less', 'none', 'more'] as const)
    .filter((side) => of(side) > 0)
    .map((side) => ({ side, number: of(side) }));
  const agree =
    of(direction) === total
      ? 'so all agree with the answer'
      : of(direction) === 0
        ? 'so none agrees with the answer'
        : null;
  if (total === 1)
    return `${among} gives ${says[parts[0]!.side]}${parts[0]!.side === direction ? ', as this report does' : ', which this report’s does not'}.`;
  const told = parts
    .map(({ side, number }) => `${number === total ? 'all' : inWords(number)} ${verb(number)} ${says[side]}`)
    .join(', ');
  return `${among}, ${told}${agree === null ? '' : `, ${agree}`}.`;
}
