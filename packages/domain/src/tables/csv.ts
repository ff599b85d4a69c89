/** A cell of a tidy table; null is missing. */
export type Cell = string | number | boolean | null;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell === 0 ? 0 : cell);
  const text = String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const isNoNumber = (cell: Cell) => typeof cell === 'number' && !Number.isFinite(cell);
const lineOf = (cells: readonly Cell[]) => cells.map(cellText).join(',');

/**
 * Cells as one line of RFC 4180 text, without its end: shortest round-trip numbers and empty for missing.
 * @throws RangeError where a number is none.
 */
export function csvLine(cells: readonly Cell[]): string {
  const wrong = cells.find(isNoNumber);
  if (wrong !== undefined) throw new RangeError(`A table must not hold ${wrong}`);
  return lineOf(cells);
}

/** How much text a block of a table has before it is handed on, characters. */
const blockLength = 2 ** 20;

/**
 * RFC 4180 text as {@link toCsv} has it, in blocks: the longest text that V8 has is of some 512 MB, which a million rows
 * exceed.
 */
export function* csvBlocks(
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
  end: '\n' | '\r\n' = '\n',
): Generator<string, void, void> {
  let text = `${header.join(',')}${end}`;
  for (const row of rows) {
    const wrong = row.findIndex(isNoNumber);
    if (wrong >= 0)
      throw new RangeError(
        `A table must not hold ${row[wrong]}, as in ${header[wrong]} of ${row.slice(0, 3).join(', ')}`,
      );
    text += `${lineOf(row)}${end}`;
    if (text.length < blockLength) continue;
    yield text;
    text = '';
  }
  yield text;
}

/**
 * RFC 4180 text with a header row, shortest round-trip numbers and empty for missing.
 * @param end of each line, the last one too: a line feed, but for files that are to look as another writes them.
 */
export function toCsv(
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
  end: '\n' | '\r\n' = '\n',
): string {
  let text = '';
  for (const block of csvBlocks(header, rows, end)) text += block;
  return text;
}

/** A tidy table: one row a record, cells in the order of the columns. */
export interface TidyTable {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** The named columns of some records; the order of the columns is the order of the names. */
export function tableOf<K extends string>(
  columns: readonly K[],
  records: readonly Record<K, Cell>[],
): TidyTable {
  return { columns, rows: records.map((record) => columns.map((column) => record[column])) };
}

/** A table as CSV. */
export const tableCsv = ({ columns, rows }: TidyTable): string => toCsv(columns, rows);
