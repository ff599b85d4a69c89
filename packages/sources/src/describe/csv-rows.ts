import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';
import { dialectOf } from '../tables/dialect.js';
import { firstRows } from '../tables/text.js';

/** A CSV in memory: its header and its rows, with the number that each row has in a spreadsheet. */
export interface CsvRows {
  /** How to call it in errors. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** Bytes of a table of one's own; the largest of practices have a few hundred thousand. */
const mostBytes = 1 << 27;

const refuse = (file: string, problem: string, expected: string, remedy: string) =>
  new InputError(problem, { place: { file }, expected, remedy });

async function bytesOf(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => null);
  const expected = 'a CSV file with a header';
  if (found === null) throw refuse(file, 'There is no file at that path.', expected, 'Check the path.');
  if (found.isDirectory()) throw refuse(file, 'This is a folder.', expected, 'Name the file in it.');
  if (found.size === 0) throw refuse(file, 'The file is empty.', expected, 'Fill it.');
  if (found.size > mostBytes)
    throw refuse(
      file,
      'The file is larger than a table of one row a practice can be.',
      'at most 128 MiB',
      'Keep one row a practice or area.',
    );
  const bytes = await readFile(file);
  const start = bytes.toString('latin1', 0, 200);
  if (start.startsWith('PK\u0003\u0004'))
    throw refuse(file, 'This is a workbook or an archive.', expected, 'Open it and save the sheet as CSV.');
  if (/^\s*<(!doctype|html)/i.test(start))
    throw refuse(file, 'This is a web page, not data.', expected, 'Download the file again.');
  return bytes;
}

const number = /^[+-]?(\d[\d,]*\.?\d*|\.\d+)%?$/;
const code = /^([A-Z]\d{5}|Q[A-Z\d]{2}|E\d{8})$/i;

/** Throws InputError where the first row is no header: a cell without a name, a number, a code, or a name that is there twice. */
function requireHeader(file: string, row: number, header: readonly string[]): void {
  const place = (at: number) => ({ file, row, column: at < 26 ? String.fromCharCode(65 + at) : `${at + 1}` });
  const values = header.findIndex((name) => number.test(name) || code.test(name));
  if (values >= 0) {
    throw new InputError(`The file has no header: its first row holds "${header[values]}".`, {
      place: place(values),
      expected: 'names of columns in the first row, such as practice_code,ucla_score',
      remedy: 'Put a row with a name for each column above the values.',
    });
  }
  const nameless = header.indexOf('');
  if (nameless >= 0) {
    throw new InputError('A column has no name.', {
      place: place(nameless),
      expected: 'a name for each column in the first row',
      remedy: 'Name the column, or delete it.',
    });
  }
  const plain = header.map((name) => name.toLowerCase());
  const again = plain.findIndex((name, i) => plain.indexOf(name) < i);
  if (again >= 0) {
    throw new InputError(`Two columns are called "${header[again]}".`, {
      place: place(again),
      expected: 'a name of its own for each column',
      remedy: 'Rename one of the two.',
    });
  }
}

/**
 * Reads a CSV of one's own, in any of the dialects that the program reads.
 * @throws InputError where there is no such file, it is no CSV, has no header or no rows, or a row has more cells than the header.
 */
export async function readCsvRows(file: string): Promise<CsvRows> {
  const bytes = await bytesOf(file);
  const { dialect, text } = dialectOf(bytes);
  if (text.includes('\0'))
    throw refuse(file, 'This is no text.', 'a CSV file with a header', 'Save the table as CSV.');
  const all = firstRows(text, Number.POSITIVE_INFINITY, dialect.separator, true)
    .map((cells, i) => ({ row: i + 1 + dialect.above, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [first, ...rows] = all;
  const name = path.basename(file);
  if (first === undefined)
    throw refuse(file, 'The file holds no cell.', 'a CSV file with a header', 'Fill it.');
  // Excel leaves separators behind where columns were deleted.
  const filled = first.cells.length - [...first.cells].reverse().findIndex((cell) => cell !== '');
  const header = first.cells.slice(0, filled);
  requireHeader(file, first.row, header);
  if (rows.length === 0)
    throw refuse(file, `${name} has a header and no rows.`, 'one row for each practice or area', 'Fill it.');
  const long = rows.find(({ cells }) => cells.slice(filled).some((cell) => cell !== ''));
  if (long !== undefined) {
    throw new InputError(`A row has ${long.cells.length} cells, the header ${filled}.`, {
      place: { file, row: long.row },
      expected: `${filled} cells with "${dialect.separator === '\t' ? 'tab' : dialect.separator}" between, and quotes around a cell that has one in it`,
      remedy: 'Correct the row.',
    });
  }
  return { file, header, rows };
}
