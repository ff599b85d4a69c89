import {
  type AlternativeRow,
  inference,
  type ModelInferenceRow,
  modelInference,
} from '@inverse-care/core/tables';
import type { FilledTables } from '@inverse-care/domain';
import { type Association, type Direction, directionOf } from './association.js';
import { type CellNumber, rowsWith } from './cells.js';
import { count, inWords } from './numbers.js';

const says: Record<Direction, string> = {
  less: 'an interval below zero',
  more: 'an interval above zero',
  none: 'an interval that includes zero',
};

type Method = AlternativeRow | ModelInferenceRow;

/** Whether a method allows for PCNs of one area to be alike. */
const byArea = ({ method }: Method) => / by ((sub-)?ICB|sub-ICB location|region)$/.test(method);

/** "Of 14 other methods that ..., ten give an interval above zero, four an interval that includes zero." */
function told<M extends Method>(
  rows: readonly M[],
  which: string,
  counted: (rows: readonly M[]) => CellNumber,
): string | null {
  if (rows.length === 0) return null;
  const all = counted(rows);
  const sides = rows.map((row) => directionOf(row.conf_low, row.conf_high));
  if (rows.length === 1) return `The one other method that ${which} gives ${says[sides[0]!]}.`;
  const parts = (['less', 'none', 'more'] as const)
    .map((side) => ({ side, own: rows.filter((_, i) => sides[i] === side) }))
    .filter(({ own }) => own.length > 0)
    .map(({ side, own }) =>
      own.length === rows.length
        ? `all give ${says[side]}`
        : `${inWords(counted(own))} ${own.length === 1 ? 'gives' : 'give'} ${says[side]}`,
    );
  return `Of ${count(all)} other methods that ${which}, ${parts.join(', ')}.`;
}

/**
 * What other methods say at the last snapshot, those that allow for areas apart from those that take PCNs as
 * independent; null where none gave an interval. The method of the answer itself does not count.
 */
export function otherMethodsSentence(one: Association, tables: FilledTables): string | null {
  // Their methods choose them: no two of a need and snapshot have one method.
  const choice = <M extends Method>(rows: readonly M[]) => ({
    need: rows[0]!.need,
    snapshot: rows[0]!.snapshot,
    method: rows.map((row): M['method'] => row.method),
  });
  return one.declared === null
    ? saidOf(one, tables.rows(inference), (rows) => rowsWith(tables, inference, choice(rows)))
    : saidOf(one, tables.rows(modelInference), (rows) => rowsWith(tables, modelInference, choice(rows)));
}

function saidOf<M extends Method>(
  { need, name, last }: Association,
  all: readonly M[],
  counted: (rows: readonly M[]) => CellNumber,
): string | null {
  const others = all.filter(
    (row) =>
      row.need === need &&
      row.snapshot === last.snapshot &&
      row.method !== last.method &&
      row.conf_low !== null &&
      row.conf_high !== null,
  );
  const sentences = [
    told(others.filter(byArea), 'allow for areas', counted),
    told(
      others.filter((row) => !byArea(row)),
      'take PCNs as independent',
      counted,
    ),
  ].filter((one) => one !== null);
  return sentences.length === 0
    ? null
    : `By ${name}: ${sentences.join(' ').replace(/^[A-Z]/, (first) => first.toLowerCase())}`
        .replaceAll('method that allow ', 'method that allows ')
        .replaceAll('method that take ', 'method that takes ');
}
