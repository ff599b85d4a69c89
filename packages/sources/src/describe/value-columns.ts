import { InputError, isOfficial } from '@inverse-care/domain';
import { localVariable } from '../recognise/local-columns.js';
import { normalise } from '../tables/columns.js';
import { decimal } from '../tables/decimal.js';
import { isMissingMark } from '../variables/missing-mark.js';
import type { CsvRows } from './csv-rows.js';

/** A column of numbers. */
export interface ValueColumn {
  readonly column: string;
  readonly at: number;
  /** By row of the table; null where there is no value. */
  readonly values: readonly (number | null)[];
  readonly count: number;
  readonly missing: number;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

/** A column that becomes no variable, and why. */
export interface PassedOver {
  readonly column: string;
  readonly why: string;
}

export interface Columns {
  readonly values: readonly ValueColumn[];
  readonly passedOver: readonly PassedOver[];
  /** The one year that a column of years holds. */
  readonly year: number | null;
}

interface Cell {
  readonly row: number;
  readonly text: string;
  readonly value: number;
}

/** Of numbers that are written for people, what to do about it. */
function remedyOf(text: string): string {
  if (/^-?[£$€]/.test(text)) return 'Take the sign of the currency away.';
  if (/%$/.test(text)) return 'Take the % away; the unit of the variable says that it is a percentage.';
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return 'Take the commas between thousands away.';
  if (/^-?\d+,\d+$/.test(text)) return 'Write the decimals behind a point.';
  return 'Correct the cell, or leave it empty where there is no value.';
}

/** Numbers and other words of a column; marks for a missing value are neither. */
function cellsOf({ rows }: CsvRows, at: number) {
  const numbers: Cell[] = [];
  const others: Cell[] = [];
  for (const { row, cells } of rows) {
    const text = cells[at] ?? '';
    if (text === '' || isMissingMark(text, 0)) continue;
    const value = decimal(text);
    (Number.isFinite(value) ? numbers : others).push({ row, text, value });
  }
  return { numbers, others };
}

const writtenForPeople = (text: string) => /^-?[£$€]?\d[\d,]*(\.\d+)?%?$/.test(text);

function whyNone(column: string, numbers: readonly Cell[], others: readonly Cell[]): string | null {
  if (numbers.length === 0 && others.length === 0) return 'it is empty';
  if (isOfficial(normalise(column)) || localVariable(column) !== null)
    return 'it has the name of an official variable, which it supplies without a description';
  if (numbers.length === 0 || numbers.length <= others.length) return 'it holds words';
  return null;
}

const isYears = (column: string, values: readonly number[]) =>
  /\byear\b|^year|year$/i.test(column) &&
  values.every((value) => Number.isInteger(value) && value >= 1900 && value <= 2100);

function valueColumn(table: CsvRows, column: string, at: number, numbers: readonly Cell[]): ValueColumn {
  const byRow = new Map(numbers.map(({ row, value }) => [row, value]));
  const values = table.rows.map(({ row }) => byRow.get(row) ?? null);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { value } of numbers) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return {
    column,
    at,
    values,
    count: numbers.length,
    missing: values.length - numbers.length,
    low,
    high,
    whole: numbers.every(({ value }) => Number.isInteger(value)),
  };
}

/**
 * The columns of a table beside its key: numbers, and what becomes no variable.
 * @throws InputError at a cell that is no number in a column of numbers, and where no column has numbers.
 */
export function findColumns(table: CsvRows, key: number): Columns {
  const values: ValueColumn[] = [];
  const passedOver: PassedOver[] = [];
  let year: number | null = null;
  for (const [at, column] of table.header.entries()) {
    if (at === key) continue;
    const { numbers, others } = cellsOf(table, at);
    const mostlyWritten = others.filter(({ text }) => writtenForPeople(text)).length > numbers.length;
    const why = mostlyWritten ? null : whyNone(column, numbers, others);
    if (why !== null) {
      passedOver.push({ column, why });
      continue;
    }
    const [odd] = others;
    if (odd !== undefined) {
      throw new InputError(`"${odd.text}" is no number.`, {
        place: { file: table.file, row: odd.row, column },
        expected: 'digits with a point before decimals, or an empty cell where there is no value',
        remedy:
          `${remedyOf(odd.text)} ${others.length > 1 ? `There are ${others.length} such cells in the column.` : ''}`.trim(),
      });
    }
    const all = numbers.map(({ value }) => value);
    if (isYears(column, all)) {
      const [first] = all;
      if (year === null && all.every((one) => one === first)) year = first as number;
      passedOver.push({ column, why: 'it holds years' });
      continue;
    }
    values.push(valueColumn(table, column, at, numbers));
  }
  if (values.length === 0) {
    throw new InputError('No column beside the codes holds numbers that need a description.', {
      place: { file: table.file },
      expected: 'a column of numbers, such as ucla_score',
      remedy:
        passedOver.length === 0
          ? 'Add one.'
          : `There are: ${passedOver
              .map(({ column, why }) => `"${column}" (${why})`)
              .slice(0, 6)
              .join('; ')}.`,
    });
  }
  return { values, passedOver, year };
}
