import { parseDate } from './dates.js';
import { cellError, type OpenTable } from './open-table.js';

/**
 * Number and practice code, in capitals, of each row of a table with one row a practice, in order.
 * @param cells of the column `practice`.
 * @throws InputError at the row whose practice is empty or there for the second time.
 */
export function* practiceRows(open: OpenTable, cells: readonly string[]): Generator<[number, string]> {
  const seen = new Set<string>();
  for (const [i, cell] of cells.entries()) {
    const practice = cell.toUpperCase();
    if (practice === '' || seen.has(practice)) {
      const problem = `The practice "${practice}" is empty or here twice`;
      throw cellError(open, i, 'practice', problem, 'one row a practice');
    }
    seen.add(practice);
    yield [i, practice];
  }
}

/** Throws InputError where a row's date is not that of its table. */
export function requireDate(open: OpenTable, index: number, cell: string): void {
  const { date } = open.table;
  if (parseDate(cell) === date) return;
  throw cellError(open, index, 'date', `This row is of "${cell}"`, `${date}, as the rows above`);
}
