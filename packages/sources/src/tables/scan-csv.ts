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
  /** It holds a quote, a control character, a letter beyond ASCII, or more than one kind of line break. */
  rare: boolean;
  defect: StructuralDefect | null;
}

const comma = 44;
const quote = 34;
const newline = 10;
const carriageReturn = 13;

/** True where line breaks are of several kinds, inside quotes too. */
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

/** Is given every cell of every row, the header's too: the bytes from `from` to before `to`, quotes included. */
export interface CellSink {
  take(column: number, from: number, to: number): void;
}

const ordinary = 0;
const uncommon = 4;

/** What a byte is to the walk. */
const sorts = new Uint8Array(256);
sorts.fill(uncommon, 0, 32);
sorts.fill(uncommon, 128);
sorts[9] = ordinary;
sorts[carriageReturn] = ordinary;
sorts[127] = uncommon;
sorts[comma] = 1;
sorts[newline] = 2;
sorts[quote] = 3;

/**
 * Walks over every byte of a CSV (RFC 4180, ASCII-compatible encoding) and counts the cells of each row, so that a
 * cut, shifted or badly quoted row is found with its number before anything is read from the file.
 * @param sink given the cells on the way; where a defect is found, those before it.
 */
export function scanCsv(bytes: Buffer, columns: number, sink?: CellSink): CsvScan {
  const blank: number[] = [];
  const end = bytes.length;
  let row = 1;
  let rows = -1;
  let at = textStart(bytes);
  // A byte-order mark is one too.
  let rare = at > 0;
  const scanned = (defect: StructuralDefect | null): CsvScan => {
    const mixedEnds = hasMixedEnds(bytes);
    return {
      rows: Math.max(rows, 0),
      blank,
      mixedEnds,
      rare: rare || mixedEnds,
      defect,
    };
  };
  const result = (problem: StructuralDefect['problem'], found: number, last: boolean) =>
    scanned({ row, problem, found, last });
  while (at < end) {
    let cells = 1;
    let fieldStart = at;
    const rowStart = at;
    let closed = false;
    while (at < end) {
      at = nextSpecial(bytes, at);
      if (at >= end) break;
      const sort = sorts[bytes[at] as number] as number;
      if (sort === 1) {
        sink?.take(cells - 1, fieldStart, at);
        cells++;
        at++;
        fieldStart = at;
      } else if (sort === 2) {
        closed = true;
        break;
      } else if (sort === 3 && at === fieldStart) {
        rare = true;
        at = quotedEnd(bytes, at + 1);
        if (at === -1) return result('unterminated', cells, true);
        const next = bytes[at];
        const ends =
          at >= end ||
          next === comma ||
          next === newline ||
          (next === carriageReturn && (at + 1 >= end || bytes[at + 1] === newline));
        if (!ends) return result('quote', cells, false);
      } else {
        rare = true;
        at++;
      }
    }
    const last = at - (bytes[at - 1] === carriageReturn ? 1 : 0);
    if (last <= rowStart) blank.push(row);
    else {
      if (cells !== columns) return result('cells', cells, !closed);
      sink?.take(cells - 1, fieldStart, Math.max(fieldStart, last));
      rows++;
      if (!closed) return result('no-newline', cells, true);
    }
    at++;
    row++;
  }
  return scanned(null);
}

/** Where the next byte is that is not ordinary; the walk's many steps, in a function that is soon compiled. */
function nextSpecial(bytes: Buffer, at: number): number {
  const end = bytes.length;
  let next = at;
  while (next < end && sorts[bytes[next] as number] === ordinary) next++;
  return next;
}

/** The byte after the quote that closes a cell whose content begins at `at`; -1 where none does. */
function quotedEnd(bytes: Buffer, at: number): number {
  for (let close = at; ; close += 2) {
    close = bytes.indexOf(quote, close);
    if (close === -1) return -1;
    if (bytes[close + 1] !== quote) return close + 1;
  }
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
