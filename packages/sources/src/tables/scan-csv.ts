import { textStart } from './text.js';

/** What is wrong with the structure of a CSV, and in which row (the header is row 1). */
export interface StructuralDefect {
  row: number;
  problem: 'cells' | 'quote' | 'unterminated' | 'no-newline';
  /** Cells in the row. */
  found: number;
  /** In the file's last row, which has no line break. */
  last: boolean;
}

export interface CsvScan {
  /** Data rows: without the header and blank lines. */
  rows: number;
  /** Blank lines before the last row, by row number; they count in the numbering of rows. */
  blank: number[];
  /** Rows end now with a line feed, now with carriage return and line feed, or a carriage return stands alone. */
  mixedEnds: boolean;
  defect: StructuralDefect | null;
}

const comma = 44;
const quote = 34;
const newline = 10;
const carriageReturn = 13;

/** DuckDB takes one kind of line break a file, inside quotes too. */
function hasMixedEnds(bytes: Buffer): boolean {
  let first = bytes.indexOf(newline);
  if (bytes.indexOf(carriageReturn) === -1 || first === -1) return false;
  const returns = bytes[first - 1] === carriageReturn;
  if (!returns) return true;
  for (; first !== -1; first = bytes.indexOf(newline, first + 1)) {
    if (bytes[first - 1] !== carriageReturn) return true;
  }
  for (let at = bytes.indexOf(carriageReturn); at !== -1; at = bytes.indexOf(carriageReturn, at + 1)) {
    if (bytes[at + 1] !== newline) return true;
  }
  return false;
}

/**
 * Walks over every byte of a CSV (RFC 4180, ASCII-compatible encoding) and counts the cells of each row, so that a
 * cut, shifted or badly quoted row is found with its number before anything is read from the file.
 */
export function scanCsv(bytes: Buffer, columns: number): CsvScan {
  const blank: number[] = [];
  const end = bytes.length;
  let row = 1;
  let rows = -1;
  let at = textStart(bytes);
  const result = (problem: StructuralDefect['problem'], found: number, last: boolean): CsvScan => ({
    rows: Math.max(rows, 0),
    blank,
    mixedEnds: hasMixedEnds(bytes),
    defect: { row, problem, found, last },
  });
  while (at < end) {
    let cells = 1;
    let fieldStart = at;
    const rowStart = at;
    let closed = false;
    while (at < end) {
      const byte = bytes[at] as number;
      if (byte === comma) {
        cells++;
        at++;
        fieldStart = at;
      } else if (byte === newline) {
        closed = true;
        break;
      } else if (byte === quote && at === fieldStart) {
        at++;
        for (;;) {
          at = bytes.indexOf(quote, at);
          if (at === -1) return result('unterminated', cells, true);
          if (bytes[at + 1] !== quote) break;
          at += 2;
        }
        at++;
        const next = bytes[at];
        const ends =
          at >= end ||
          next === comma ||
          next === newline ||
          (next === carriageReturn && (at + 1 >= end || bytes[at + 1] === newline));
        if (!ends) return result('quote', cells, false);
      } else at++;
    }
    const length = at - rowStart - (bytes[at - 1] === carriageReturn ? 1 : 0);
    if (length <= 0) blank.push(row);
    else {
      if (cells !== columns) return result('cells', cells, !closed);
      rows++;
      if (!closed) return result('no-newline', cells, true);
    }
    at++;
    row++;
  }
  return { rows: Math.max(rows, 0), blank, mixedEnds: hasMixedEnds(bytes), defect: null };
}

/** The number in the file of the nth data row (0 is the first), given the blank lines between. */
export function rowNumber(index: number, blank: readonly number[], headerRow = 1): number {
  let row = index + headerRow + 1;
  for (const line of blank) {
    if (line <= row) row++;
    else break;
  }
  return row;
}
