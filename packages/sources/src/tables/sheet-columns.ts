import { trimSpaces } from './cell-columns.js';

const lineBreaks = /[\r\n]+/g;

/** Cells of some columns of a sheet's rows by position: in one line, trimmed of spaces. */
export function sheetColumns(
  rows: readonly (readonly string[])[],
  wanted: readonly number[],
): ReadonlyMap<number, readonly string[]> {
  const cell = (row: readonly string[], at: number) => trimSpaces((row[at] ?? '').replace(lineBreaks, ' '));
  return new Map(wanted.map((at) => [at, rows.map((row) => cell(row, at))]));
}
