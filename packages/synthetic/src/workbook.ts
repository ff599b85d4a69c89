import { unzipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';
import { zip } from './zip.js';

/** Text, a truth value, or nothing. */
export type SheetCell = string | boolean | null;

/** A sheet: its name and its rows, the header first. */
export interface Sheet {
  name: string;
  rows: readonly (readonly SheetCell[])[];
}

/**
 * A workbook in Office Open XML (ECMA-376) whose cells are text and truth values; the same bytes every time. The writer
 * dates its entries with the clock, so they are packed once more.
 */
export async function workbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const dated = await writeXlsxFile(
    sheets.map(({ name, rows }) => ({ sheet: name, data: rows.map((row) => [...row]) })),
  ).toBuffer();
  return zip(Object.entries(unzipSync(dated)));
}
