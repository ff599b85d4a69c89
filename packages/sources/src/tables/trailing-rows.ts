import { textStart } from './text.js';

/** Rows at the end of a table that are no data. */
export interface TrailingRows {
  /** Of empty cells, as a spreadsheet leaves them. */
  empty: number;
  /** That begin with "Total" or "Grand Total". */
  totals: number;
}

export const noTrailingRows: TrailingRows = { empty: 0, totals: 0 };

const total = /^(grand\s+)?totals?:?$/i;

/** What a row without data is; null where it has data. */
function sortOf(cells: readonly string[]): keyof TrailingRows | null {
  const first = cells.find((cell) => cell.trim() !== '');
  if (first === undefined) return 'empty';
  return total.test(first.trim()) ? 'totals' : null;
}

/** Rows without those at the end that are no data, and how many these were. */
export function trimRows<Row extends readonly string[]>(
  rows: readonly Row[],
): { rows: Row[]; trailing: TrailingRows } {
  const trailing = { ...noTrailingRows };
  let end = rows.length;
  for (; end > 0; end--) {
    const sort = sortOf(rows[end - 1] as Row);
    if (sort === null) break;
    trailing[sort]++;
  }
  return { rows: rows.slice(0, end), trailing };
}

const newline = 10;

/**
 * Where the data of a CSV end: before rows of empty cells or totals at its end. The header is never among them, and
 * blank lines, without a separator, are no rows.
 */
export function dataEnd(bytes: Buffer): { end: number; trailing: TrailingRows } {
  const trailing = { ...noTrailingRows };
  const header = bytes.indexOf(newline, textStart(bytes)) + 1;
  let end = bytes.length;
  while (header > 0 && end > header) {
    const lineEnd = bytes[end - 1] === newline ? end - 1 : end;
    const start = bytes.lastIndexOf(newline, lineEnd - 1) + 1;
    if (start < header || lineEnd - start > 4096) break;
    const line = bytes.toString('latin1', start, lineEnd).trim();
    const sort = line.includes(',')
      ? sortOf(line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1')))
      : null;
    if (sort === null) break;
    trailing[sort]++;
    end = start;
  }
  return { end, trailing };
}
