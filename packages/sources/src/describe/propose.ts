import { byCloseness, InputError, isOfficial, isReserved, type Unit } from '@inverse-care/domain';
import { normalise } from '../tables/columns.js';
import type { CsvRows } from './csv-rows.js';
import type { ValueColumn } from './value-columns.js';

/** What kind of number a column seems to hold. */
export type ColumnKind = 'share' | 'percentage' | 'rate' | 'count' | 'score';

/** A variable as it is proposed. */
export interface ProposedVariable {
  readonly id: string;
  readonly label: string;
  readonly kind: ColumnKind;
  readonly unit: Unit;
  /** The columns of its values; of a count without a denominator that anybody knows, the denominator is empty. */
  readonly columns: { value: string } | { numerator: string; denominator: string };
  readonly of: ValueColumn;
  /** What to look at before the proposal is taken, in sentences. */
  readonly notes: readonly string[];
}

const byName: readonly (readonly [pattern: RegExp, unit: Unit])[] = [
  [/per_?(100_?000|100k)(_|$)/, 'per 100,000'],
  [/per_?(10_?000|10k)(_|$)/, 'per 10,000'],
  [/per_?(1_?000|1k|thousand)(_|$)/, 'per 1,000'],
  [/per_?100(_|$)/, 'per 100'],
  [/(^|_)(minutes?|mins?)(_|$)/, 'minutes'],
  [/(^|_)days?(_|$)/, 'days'],
  [/(^|_)(km|kilomet(re|er)s?)(_|$)/, 'kilometres'],
  [/(^|_)(gbp|pounds?)(_|$)/, 'pounds'],
  [/(^|_)index(_|$)/, 'index'],
];
const percentName = /(^|_)(pct|perc|percent|percentage)(_|$)/;
const scoreName = /(^|_)(score|index|rank|decile|quintile|rating|mean|average|median|ratio|rate)(_|$)/;
const denominatorName =
  /^(patients|population|pop|list_size|listsize|adults|persons|people|registered(_patients)?|denominator|denom|total|base|eligible|respondents|responses|n)(_|$)|_(denominator|denom|population|eligible|list_size)$/;

/** Names that a study cannot use are given another beginning. */
function nameOf(column: string): string {
  let id = normalise(column)
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (!/^[a-z]/.test(id)) id = `local_${id}`.replace(/_+$/, '');
  if (isOfficial(id) || isReserved(id)) id = `local_${id}`;
  return id.slice(0, 60).replace(/_+$/, '');
}

function labelOf(column: string): string {
  const words = column.replace(/[_\s]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isCount = ({ whole, low, high, column }: ValueColumn) =>
  whole &&
  low >= 0 &&
  high > 1 &&
  !scoreName.test(normalise(column)) &&
  unitByName(normalise(column)) === undefined &&
  !percentName.test(normalise(column));

const unitByName = (name: string) => byName.find(([pattern]) => pattern.test(name))?.[1];

/** What a column's name and range say of it, apart from counts. */
function unitOf({ column, low, high }: ValueColumn): { kind: ColumnKind; unit: Unit; notes: string[] } {
  const name = normalise(column);
  if (percentName.test(name) && low >= 0 && high <= 100)
    return { kind: 'percentage', unit: 'percent', notes: [] };
  const named = unitByName(name);
  if (named !== undefined && (low >= 0 || named === 'index' || named === 'pounds'))
    return { kind: /^per/.test(named) ? 'rate' : 'score', unit: named, notes: [] };
  if (low >= 0 && high <= 1 && !scoreName.test(name)) return { kind: 'share', unit: 'share', notes: [] };
  const notes = low >= 0 && high <= 100 ? ['If these are percentages, write "unit: percent".'] : [];
  return { kind: 'score', unit: 'score', notes };
}

/** Whether every row's part is at most its whole. */
const isPartOf = (part: ValueColumn, whole: ValueColumn) =>
  part.values.every(
    (value, i) => value === null || whole.values[i] == null || value <= (whole.values[i] as number),
  );

/** Throws InputError at a row with a part of nothing. */
function requireAboveZero(table: CsvRows, part: ValueColumn, whole: ValueColumn): void {
  const i = part.values.findIndex((value, at) => value !== null && value > 0 && whole.values[at] === 0);
  if (i < 0) return;
  throw new InputError(`${part.values[i]} of 0: the denominator is zero.`, {
    place: { file: table.file, row: table.rows[i]?.row as number, column: whole.column },
    expected: 'a denominator above 0, or an empty cell',
    remedy: 'Correct the cell.',
  });
}

function ofCount(table: CsvRows, one: ValueColumn, denominators: readonly ValueColumn[]): ProposedVariable {
  const [only, other] = denominators;
  const base = { label: labelOf(one.column), kind: 'count' as const, of: one };
  if (only === undefined || other !== undefined) {
    const which =
      only === undefined
        ? 'The table has no column that looks like it: add one, such as patients.'
        : `Several columns could be it: ${denominators.map(({ column }) => column).join(', ')}.`;
    return {
      ...base,
      id: nameOf(one.column),
      unit: 'share',
      columns: { numerator: one.column, denominator: '' },
      notes: [
        `A count needs its denominator: whatever is larger has more of everything. ${which}`,
        'Where these are no counts, write "column:" with the name in the place of numerator and denominator.',
      ],
    };
  }
  requireAboveZero(table, one, only);
  const share = isPartOf(one, only);
  return {
    ...base,
    id: nameOf(share ? `${one.column}_share` : `${one.column}_per_1000`),
    unit: share ? 'share' : 'per 1,000',
    columns: { numerator: one.column, denominator: only.column },
    notes: share ? [] : ['Some counts are above their denominator, so that it is a rate and no share.'],
  };
}

/**
 * Proposes a variable for each column of numbers.
 * @param asked the column that --denominator names: of every count.
 * @throws InputError where that is no column of numbers, or is zero where something is counted.
 */
export function proposeVariables(
  table: CsvRows,
  columns: readonly ValueColumn[],
  asked?: string,
): ProposedVariable[] {
  const named = columns.find(({ column }) => column.toLowerCase() === asked?.toLowerCase());
  if (asked !== undefined && named === undefined) {
    throw new InputError(`There is no column of numbers "${asked}".`, {
      place: { file: table.file },
      expected: `one of ${byCloseness(
        asked,
        columns.map(({ column }) => column),
      ).join(', ')}`,
      remedy: 'Give another column to --denominator.',
    });
  }
  const denominators =
    named === undefined
      ? columns.filter((one) => isCount(one) && denominatorName.test(normalise(one.column)))
      : [named];
  const counted = columns.filter((one) => isCount(one) && !denominators.includes(one));
  // A table of nothing but counts of people, such as one of registered patients: none of them is for another.
  const others = columns.filter((one) => !denominators.includes(one) || counted.length === 0);
  const proposed = others.map((one): ProposedVariable => {
    if (isCount(one)) return ofCount(table, one, counted.length === 0 ? [] : denominators);
    const { kind, unit, notes } = unitOf(one);
    const same = one.low === one.high ? ['It is the same in every row: no comparison can use it.'] : [];
    return {
      id: nameOf(one.column),
      label: labelOf(one.column),
      kind,
      unit,
      columns: { value: one.column },
      of: one,
      notes: [...notes, ...same],
    };
  });
  const taken = new Map<string, number>();
  return proposed.map((one) => {
    const times = (taken.get(one.id) ?? 0) + 1;
    taken.set(one.id, times);
    return times === 1 ? one : { ...one, id: `${one.id}_${times}` };
  });
}
