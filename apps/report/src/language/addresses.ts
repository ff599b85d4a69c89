import type { Cell, TableDefinition } from '@inverse-care/domain';

const reserved = /[%;=#<>!\s\ue000-\ue003]/g;
const encoded = (cell: Cell | undefined) =>
  String(cell ?? '').replace(reserved, (character) =>
    character === '!' ? '%21' : encodeURIComponent(character),
  );

/** What a cell of a row is asked to be: equal, unequal, less or more. */
export type Comparison = '=' | '!=' | '<' | '>';

/** A condition on a cell; several on equality with one column are alternatives. */
export type Condition = readonly [column: string, is: Comparison, cell: Cell | undefined];

/** `slopes.csv#need=ltc_share;conf_low>0;`: rows of a table by some of their cells. */
export const rowsAddress = (file: string, conditions: readonly Condition[]): string =>
  `${file}#${conditions.map(([name, is, cell]) => `${name}${is}${encoded(cell)};`).join('')}`;

/** The address of one row, by the key of its table. */
export const rowAddress = ({ file, key }: TableDefinition, row: Readonly<Record<string, Cell>>): string =>
  rowsAddress(
    file,
    key.map((name) => [name, '=', row[name]]),
  );

/** An address in parts: its file, which rows, and the column of the cell or what is pointed at. */
export interface AddressParts {
  file: string;
  /** The address up to the column. */
  rows: string;
  conditions: [column: string, is: Comparison, cell: string][];
  column: string;
}

/** Takes an address apart. */
export function addressParts(address: string): AddressParts {
  const hash = address.indexOf('#');
  const at = Math.max(address.lastIndexOf(';'), hash) + 1;
  const rows = address.slice(0, at);
  const conditions = [...rows.slice(hash + 1).matchAll(/(\w+)(!=|[=<>])([^;]*);/g)].map(
    ([, name = '', is, cell = '']): AddressParts['conditions'][number] => [
      name,
      is as Comparison,
      decodeURIComponent(cell),
    ],
  );
  return { file: address.slice(0, hash), rows, conditions, column: address.slice(at) };
}

/** Whether a row, its cells as texts, meets the conditions of an address. */
export function meets(
  row: Readonly<Record<string, string>>,
  conditions: AddressParts['conditions'],
): boolean {
  const alternatives = new Map<string, string[]>();
  for (const [name, is, cell] of conditions)
    if (is === '=') alternatives.set(name, [...(alternatives.get(name) ?? []), cell]);
  const isMet = ([name, is, wanted]: AddressParts['conditions'][number]) => {
    const cell = row[name];
    if (cell === undefined) return false;
    if (is === '=') return alternatives.get(name)!.includes(cell);
    if (is === '!=') return cell !== wanted;
    if (cell === '') return false;
    const [a, b] = [Number(cell), Number(wanted)];
    const [left, right] = Number.isNaN(a) || Number.isNaN(b) ? [cell, wanted] : [a, b];
    return is === '<' ? left < right : left > right;
  };
  return conditions.every(isMet);
}
