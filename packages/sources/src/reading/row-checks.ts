import { type LocalLevel, levelWords, panelCode } from '@inverse-care/domain';
import { parseDate } from '../tables/dates.js';
import { cellError, type OpenTable } from './open-table.js';

/**
 * Number and code, in capitals, of each row of a table with one row a practice or PCN, in order.
 * @param cells of the column of codes.
 * @throws InputError at the row whose code is empty or there for the second time.
 */
export function* codeRows(
  open: OpenTable,
  cells: readonly string[],
  field: LocalLevel,
): Generator<[number, string]> {
  const noun = levelWords(field).one;
  const seen = new Set<string>();
  for (const [i, cell] of cells.entries()) {
    const code = panelCode(field, cell.toUpperCase());
    if (code === '' || seen.has(code)) {
      throw cellError(open, i, field, `The ${noun} "${code}" is empty or here twice`, `one row a ${noun}`);
    }
    seen.add(code);
    yield [i, code];
  }
}

/** As `codeRows`, of practices in the column `practice`. */
export const practiceRows = (open: OpenTable, cells: readonly string[]) => codeRows(open, cells, 'practice');

/** Throws InputError where a row's date is not that of its table. */
export function requireDate(open: OpenTable, index: number, cell: string): void {
  const { date } = open.table;
  if (parseDate(cell) === date) return;
  throw cellError(open, index, 'date', `This row is of "${cell}"`, `${date}, as the rows above`);
}
