import {
  type Cell,
  type Columns,
  type FilledTables,
  publishedHeadline,
  publishedTable2N,
  type RowOf,
  type Study,
  type Table,
  tableOfRow,
} from '@inverse-care/domain';
import { type AddressParts, type Condition, meets, rowAddress, rowsAddress } from './addresses.js';
import { withSource } from './marks.js';

/** A number for a sentence that knows its row. Formats of `numbers.ts` take it as they take a number, and mark it. */
export interface CellNumber {
  readonly value: number | null;
  /** As `Source.of`. */
  readonly of: string;
  /** As `Source.per`. */
  readonly per: string;
  /** `|` where its sign is left to the words, `~` where it is what is left of one, `2~` twice that, `-3` where three are taken off. */
  readonly turned: '' | '|' | '~' | '2~' | `-${number}`;
}

/** What formats take: a number of a row, or for tables and drawings a bare one. */
export type Numeric = number | CellNumber | null | undefined;

/** The address of a cell of a row that came from the tables of a run; empty for any other object. */
function addressIn(row: object, column: string): string {
  const table = tableOfRow(row, column);
  return table === undefined ? '' : `${rowAddress(table, row as Readonly<Record<string, Cell>>)}${column}`;
}

type NumberKeys<R> = { [K in keyof R]-?: R[K] extends number | null | undefined ? K : never }[keyof R] &
  string;

/**
 * A number of a row, for a sentence. The row must be the very one that the tables of a run gave: of a copy the number is
 * printed without its row, and the page's check of numbers says so.
 */
export const cited = <R extends object, K extends NumberKeys<R>>(row: R, column: K): CellNumber => ({
  value: (row[column] as number | null | undefined) ?? null,
  of: addressIn(row, column),
  per: '',
  turned: '',
});

type TextKeys<R> = { [K in keyof R]-?: R[K] extends string | null ? K : never }[keyof R] & string;

/**
 * The words of a cell that holds a text, such as the difference for which effects are told.
 * @param shown the text as print has it, which may differ from the cell in true minus signs and capitals alone.
 */
export function citedWords<R extends object, K extends TextKeys<R>>(
  row: R,
  column: K,
  shown: (text: string) => string = (text) => text,
): string {
  const text = (row[column] as string | null) ?? '';
  const of = addressIn(row, column);
  return of === '' || text === ''
    ? shown(text)
    : withSource(shown(text), { of, per: '', as: 't', value: text });
}

/** A number told for another unit: one cell over another, as an effect for the difference of a need that is told for. */
export function per(number: CellNumber, unit: CellNumber): CellNumber {
  const value = number.value === null || unit.value === null ? null : number.value / unit.value;
  return number.of === '' || unit.of === ''
    ? { ...number, value, of: '' }
    : { ...number, value, per: unit.of };
}

/** The size of a number whose sign the words tell: "fewer", "less". */
export function size(number: Numeric): CellNumber {
  const { value, of, per } = asCell(number);
  return { value: value === null ? null : Math.abs(value), of, per, turned: '|' };
}

const asCell = (number: Numeric): CellNumber =>
  typeof number === 'object' && number !== null
    ? number
    : { value: number ?? null, of: '', per: '', turned: '' };

/** What a share leaves of the whole, or twice that. */
export const rest = (number: CellNumber, times: 1 | 2 = 1): CellNumber => ({
  ...number,
  value: number.value === null ? null : times * (1 - number.value),
  turned: times === 1 ? '~' : '2~',
});

/** What rows are asked to have: the cells named, or one of several; and further conditions. */
export type Asked<R> = { readonly [K in keyof R]?: R[K] | readonly R[K][] };
export type Further<R> = readonly (readonly [column: keyof R & string, is: '<' | '>' | '!=', cell: Cell])[];

const textOf = (value: Cell | undefined) => String(value === 0 ? 0 : (value ?? ''));

/** What is left of a number when so many are named already. */
export const less = (number: CellNumber, named: number): CellNumber => ({
  ...number,
  value: number.value === null ? null : number.value - named,
  turned: `-${named}`,
});

/** Numbers from the least to the greatest. */
export const fromLeast = (numbers: readonly CellNumber[]): CellNumber[] =>
  [...numbers].sort((a, b) => (a.value ?? Number.NaN) - (b.value ?? Number.NaN));

/** How many rows of a table have these cells; none, without an address, where there is no such table. */
export function rowsWith<C extends Columns>(
  tables: FilledTables,
  table: Table<C>,
  asked: Asked<RowOf<Table<C>>> = {},
  further: Further<RowOf<Table<C>>> = [],
): CellNumber {
  const equal = Object.entries(asked).flatMap(([name, cells]) =>
    [cells as Cell | readonly Cell[]].flat().map((one): Condition => [name, '=', one as Cell]),
  );
  const conditions = [...equal, ...further];
  const told = conditions.map(([name, is, one]): AddressParts['conditions'][number] => [
    name,
    is,
    textOf(one),
  ]);
  const named = [...new Set(conditions.map(([name]) => name))];
  const found = tables.rows(table).filter((row) => {
    const cells = row as Readonly<Record<string, Cell>>;
    return meets(Object.fromEntries(named.map((name) => [name, textOf(cells[name])])), told);
  });
  const of = tables.ofFile(table.file) === undefined ? '' : `${rowsAddress(table.file, conditions)}*`;
  return { value: found.length, of, per: '', turned: '' };
}

/** A number that the study declares, as the manifest has it: `setting(study, 'inference', 'level')`. */
export function setting(study: Study, ...path: readonly (string | number)[]): CellNumber {
  let found: unknown = study;
  for (const part of path) found = (found as Readonly<Record<string, unknown>> | undefined)?.[part];
  return {
    value: typeof found === 'number' ? found : null,
    of: `manifest.json#/study/${path.join('/')}`,
    per: '',
    turned: '',
  };
}

/** A number of a list in the manifest: `ofManifest(822, 'extracts', 3, 'distance_days')`. */
export const ofManifest = (value: number | null, ...path: readonly (string | number)[]): CellNumber => ({
  value,
  of: `manifest.json#/${path.join('/')}`,
  per: '',
  turned: '',
});

/** The file under which numbers of the paper are cited. */
export const paperFile = 'wilding-2024';

/** Numbers of the paper that sentences print, and how many percentage points its own are told for. */
export const paperNumbers = {
  estimate: publishedHeadline.estimate,
  conf_low: publishedHeadline.conf_low,
  conf_high: publishedHeadline.conf_high,
  printed: publishedHeadline.printedPerTenPoints,
  pcns: publishedTable2N,
  points: 10,
} as const;

/** A number that the paper prints. */
export const ofPaper = (name: keyof typeof paperNumbers): CellNumber => ({
  value: paperNumbers[name],
  of: `${paperFile}#/${name}`,
  per: '',
  turned: '',
});

/** The bare number. */
export const bareNumber = (number: Numeric): number | null | undefined =>
  typeof number === 'object' && number !== null ? number.value : number;
