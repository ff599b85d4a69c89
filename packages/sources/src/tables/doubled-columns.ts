import { InputError } from '@inverse-care/domain';
import { normalise } from './columns.js';

/** A column that is read, and another that bears its name, by their positions. */
export interface DoubledColumn {
  at: number;
  again: number;
}

/** Columns of a header that bear the name of one that is read, without regard to case, spacing and punctuation. */
export function doubledColumns(header: readonly string[], read: Iterable<number>): DoubledColumn[] {
  const names = header.map(normalise);
  return [...new Set(read)].flatMap((at) => {
    const name = names[at];
    if (name === undefined || name === '') return [];
    return names.flatMap((other, again) => (other === name && again !== at ? [{ at, again }] : []));
  });
}

/** The error about two columns of one name that differ: nothing says which one is meant. */
export function doubledError(
  table: { name: string; header: readonly string[] },
  { at, again }: DoubledColumn,
  row: number,
  [one, other]: readonly [string, string],
): InputError {
  const { name, header } = table;
  const short = (text: string) => `"${text.length > 30 ? `${text.slice(0, 30)}…` : text}"`;
  const said = (header[at] ?? '').trim();
  return new InputError(
    `Two columns are called ${said.replace(/\s+/g, ' ')}, and say different things: ${short(one)} and ${short(other)}`,
    {
      place: { file: name, row, column: said },
      expected: `one column of this name; there are columns ${Math.min(at, again) + 1} and ${Math.max(at, again) + 1}`,
      remedy: 'Keep the one that you mean, or download the file again.',
    },
  );
}

/**
 * Throws where two columns of one name differ in any row.
 * @param rows data rows.
 * @param rowOf the number of a row in its file, counted from 0 here.
 */
export function requireAlike(
  table: { name: string; header: readonly string[] },
  doubled: readonly DoubledColumn[],
  rows: readonly (readonly string[])[],
  rowOf: (index: number) => number,
): void {
  for (const pair of doubled) {
    for (const [i, row] of rows.entries()) {
      const one = (row[pair.at] ?? '').trim();
      const other = (row[pair.again] ?? '').trim();
      if (one !== other) throw doubledError(table, pair, rowOf(i), [one, other]);
    }
  }
}
