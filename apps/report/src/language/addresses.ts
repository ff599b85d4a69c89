import type { Cell, TableDefinition } from '@inverse-care/domain';

const reserved = /[%;=#|\s\ue000-\ue002]/g;
const encoded = (cell: Cell | undefined) =>
  String(cell ?? '').replace(reserved, (character) => encodeURIComponent(character));

/** Names of columns with what they hold. */
export type Keys = readonly (readonly [name: string, cell: Cell | undefined])[];

/** `slopes.csv#need=ltc_share;snapshot=2022-06-30;term=need;`: rows of a table by some of their cells. */
export const rowsAddress = (file: string, keys: Keys): string =>
  `${file}#${keys.map(([name, cell]) => `${name}=${encoded(cell)};`).join('')}`;

/** The address of one row, by the key of its table. */
export const rowAddress = ({ file, key }: TableDefinition, row: Readonly<Record<string, Cell>>): string =>
  rowsAddress(
    file,
    key.map((name) => [name, row[name]]),
  );

/** An address of a cell in its row's and its column, or in a file's and what is pointed at in it. */
export function addressParts(address: string): {
  file: string;
  rows: string;
  keys: [string, string][];
  column: string;
} {
  const hash = address.indexOf('#');
  const at = Math.max(address.lastIndexOf(';'), hash) + 1;
  const rows = address.slice(0, at);
  const keys = rows
    .slice(hash + 1)
    .split(';')
    .filter((one) => one !== '')
    .map((one): [string, string] => {
      const [name = '', cell = ''] = one.split('=');
      return [name, decodeURIComponent(cell)];
    });
  return { file: address.slice(0, hash), rows, keys, column: address.slice(at) };
}
