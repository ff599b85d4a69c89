import type { Comparison } from '@inverse-care/audit';
import type { CellView } from '../../html/table.js';
import { decimal } from '../../language/numbers.js';

/** Comparisons of one part of the paper, found by row and column. */
export type Lookup = (row: string, column: string) => Comparison | undefined;

/** Indexes comparisons by row and column. */
export function lookup(comparisons: readonly Comparison[]): Lookup {
  const index = new Map(comparisons.map((one) => [`${one.row}\n${one.column}`, one]));
  return (row, column) => index.get(`${row}\n${column}`);
}

/** The published number as printed. */
export const published = (one: Comparison | undefined) => decimal(one?.published, one?.decimals ?? 0);

type Part = readonly [name: string, comparison: Comparison | undefined];

/**
 * In words, whether a cell's numbers agree: "agrees", "differs" or, where the cell holds several, which of them
 * differ. Nothing where the run has no such number.
 */
export function mark(...parts: Part[]): Pick<CellView, 'sub' | 'mark'> {
  const known = parts.filter(([, one]) => one !== undefined && one.agrees !== null);
  if (known.length === 0) return { sub: null, mark: null };
  const differing = known.filter(([, one]) => one?.agrees === false).map(([name]) => name);
  if (differing.length === 0) return { sub: known.length === 1 ? 'agrees' : 'agree', mark: 'agrees' };
  if (differing.length === known.length) {
    return { sub: known.length === 1 ? 'differs' : 'differ', mark: 'differs' };
  }
  return { sub: `${differing.join(', ')} ${differing.length === 1 ? 'differs' : 'differ'}`, mark: 'differs' };
}
