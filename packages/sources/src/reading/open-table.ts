import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { InputError, throwIfCancelled } from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import type { CountFile } from '../counts/read-counts.js';
import type { Table } from '../recognise/recognise-table.js';
import { maybeBodyType } from '../tables/body-type.js';
import { CellColumns } from '../tables/cell-columns.js';
import { standardised } from '../tables/dialect.js';
import { type DoubledColumn, doubledColumns, doubledError } from '../tables/doubled-columns.js';
import { unpack } from '../tables/read-zip.js';
import { type CsvScan, rowNumber, scanCsv } from '../tables/scan-csv.js';
import { sheetColumns } from '../tables/sheet-columns.js';
import { decodeWindows1252 } from '../tables/text.js';
import { dataEnd, noTrailingRows, type TrailingRows, trimRows } from '../tables/trailing-rows.js';
import type { Workspace } from './workspace.js';

/** A table that has been read through once: complete and well-formed. */
export interface OpenTable {
  table: Table;
  /** Data rows. */
  rows: number;
  /** SHA-256 of the table's own bytes; of the whole file where it is not in an archive. */
  sha256: string;
  blank: readonly number[];
  /** Rows at its end that are no data, and are passed over. */
  trailing: TrailingRows;
  /** True where it holds a quote, a control character, a letter beyond ASCII, or more than one kind of line break. */
  rare: boolean;
  /** A table of counts that needed no care: what its rows add up to. */
  counts: CountFile | null;
  /** Cells of the fields' columns by position, where they were kept when it was read through. */
  cells: ReadonlyMap<number, readonly string[]> | null;
}

/** Kinds that may be too large for their cells to be kept: they are read again when they are asked for. */
const large: readonly KindId[] = ['patients-lsoa', 'patients-single-year', 'patients-five-year'];
const largeBytes = 1 << 23;

function structuralError(table: Table, scan: CsvScan): InputError | null {
  const { defect } = scan;
  if (defect === null) return null;
  const { kind, entry } = table;
  // The header is row 1 of what is walked over, wherever it stands in the file.
  const place = { file: table.name, row: defect.row - 1 + table.headerRow };
  const again = kind.page === '' ? 'Repair the row.' : `Download the file again from ${kind.page}.`;
  const columns = table.header.length;
  if (defect.problem === 'no-newline') {
    // The checksum of an archive says that its files are complete; a table of the user's own may end as it likes.
    if (entry !== null || kind.id === 'local') return null;
    return new InputError('The file looks cut off: its last row has no line break', {
      place,
      expected: 'a line break after the last row, as the publisher writes it',
      remedy: `${again} If you are sure that it is complete, add a line break at its end.`,
    });
  }
  if (defect.last) {
    return new InputError(
      defect.problem === 'unterminated'
        ? 'The file looks cut off: it ends inside a quoted cell that begins in this row'
        : `The file looks cut off: its last row has ${defect.found} of ${columns} cells`,
      { place, expected: `${columns} cells in every row`, remedy: again },
    );
  }
  return new InputError(
    defect.problem === 'quote'
      ? `Cell ${defect.found} of this row has text after its closing quote`
      : `This row has ${defect.found} cells, the header has ${columns}`,
    { place, expected: `${columns} cells in every row, quoted where they contain a comma`, remedy: again },
  );
}

/** Reads a table through and checks that every row is whole. Throws InputError. */
export async function openTable(table: Table, workspace: Workspace): Promise<OpenTable> {
  throwIfCancelled(workspace.signal);
  const doubled = doubledColumns(table.header, Object.values(table.fields));
  const counts = doubled.length > 0 ? null : await workspace.counts(table);
  throwIfCancelled(workspace.signal);
  if (counts === null) {
    const open = await workspace.alone(() => openWithCare(table, workspace));
    await requireOnce(open, doubled, workspace);
    await requireCodes(open, workspace);
    return open;
  }
  const { rows, sha256 } = counts;
  return { table, rows, sha256, blank: [], trailing: noTrailingRows, rare: false, counts, cells: null };
}

/** Throws InputError where another column of the same name as one that is read says something else in any row. */
async function requireOnce(
  open: OpenTable,
  doubled: readonly DoubledColumn[],
  workspace: Workspace,
): Promise<void> {
  for (const pair of doubled) {
    const [one = [], other = []] = await readColumns(open, [pair.at, pair.again], workspace);
    const index = one.findIndex((cell, i) => cell !== other[i]);
    if (index === -1) continue;
    const said = [one[index] as string, other[index] as string] as const;
    throw doubledError(open.table, pair, fileRow(open, index), said);
  }
}

const wantedOf = ({ fields }: Table) => [...new Set(Object.values(fields))];

/** The bytes of a CSV, of an archive's member too. */
async function csvBytes({ file, entry }: Table, workspace: Workspace): Promise<Buffer> {
  if (entry === null) return readFile(file.absolute);
  const csv = workspace.newPath('csv');
  await unpack(file, entry, csv, workspace.signal);
  const bytes = await readFile(csv);
  await rm(csv);
  return bytes;
}

/** Walks over a CSV, and takes the cells of some columns on the way. */
function walk(table: Table, all: Buffer, wanted: readonly number[]) {
  const standard = table.dialect === null ? all : standardised(all, table.dialect);
  const { end, trailing } = dataEnd(standard);
  const bytes = standard.subarray(0, end);
  const utf8 = isUtf8(bytes);
  const sink = new CellColumns(bytes, table.header.length, wanted, (from, to) =>
    utf8 ? bytes.toString('utf8', from, to) : decodeWindows1252(bytes.subarray(from, to)),
  );
  const scan = scanCsv(bytes, table.header.length, sink);
  return { scan, trailing, cells: sink.columns(scan.mixedEnds) };
}

/** Unpacks a table and looks at every byte. Throws InputError. */
async function openWithCare(table: Table, workspace: Workspace): Promise<OpenTable> {
  throwIfCancelled(workspace.signal);
  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const { sheet, file, kind } = table;
  if (sheet !== null || kind.id === 'boundaries') {
    const sha256 = hashOf(await readFile(file.absolute));
    const whole = { table, sha256, blank: [], rare: sheet !== null, counts: null };
    if (sheet === null) return { ...whole, rows: 0, trailing: noTrailingRows, cells: null };
    const { rows, trailing } = trimRows(sheet.rows.slice(table.headerRow));
    return { ...whole, rows: rows.length, trailing, cells: sheetColumns(rows, wantedOf(table)) };
  }
  const all = await csvBytes(table, workspace);
  const kept = all.length < largeBytes || !large.includes(kind.id);
  const { scan, trailing, cells } = walk(table, all, kept ? wantedOf(table) : []);
  const error = structuralError(table, scan);
  if (error !== null) throw error;
  const { rows, blank, rare } = scan;
  return { table, rows, sha256: hashOf(all), blank, trailing, rare, counts: null, cells };
}

const isKey = (table: Table) => (field: string) =>
  table.fields[field] !== undefined &&
  (table.kind.columns[field]?.type === 'code' || field === 'sex' || field === 'pcn');

/**
 * Codes join the tables: one with a letter that no code has would lose its row without a word. Throws InputError at the
 * first. Files of plain ASCII alone are not asked.
 */
async function requireCodes(open: OpenTable, workspace: Workspace): Promise<void> {
  if (!open.rare) return;
  const { table } = open;
  const keys = Object.keys(table.fields).filter(isKey(table));
  if (keys.length === 0) return;
  const cells = await readFields(open, keys, workspace);
  const columns = keys.map((field) => ({
    field,
    suits: field === 'type' ? maybeBodyType : (cell: string) => /^[!#-~]*$/.test(cell),
    cells: cells[field] as readonly string[],
    last: '',
  }));
  for (let i = 0; i < open.rows; i++) {
    for (const column of columns) {
      const cell = column.cells[i] as string;
      if (cell === column.last) continue;
      if (!column.suits(cell)) {
        throw cellError(
          open,
          i,
          column.field,
          `"${cell}" cannot be a code`,
          'letters from A to Z and digits',
        );
      }
      column.last = cell;
    }
  }
}

/** Cells of some columns by position, trimmed, in the order of the rows: those that were kept, or read again. */
async function readColumns(
  open: OpenTable,
  at: readonly number[],
  workspace: Workspace,
): Promise<(readonly string[])[]> {
  const { table, cells } = open;
  const missing = at.filter((column) => cells?.has(column) !== true);
  let read: OpenTable['cells'] = null;
  if (missing.length > 0 && table.sheet !== null) {
    read = sheetColumns(trimRows(table.sheet.rows.slice(table.headerRow)).rows, missing);
  } else if (missing.length > 0) {
    read = await workspace.alone(async () => walk(table, await csvBytes(table, workspace), missing).cells);
  }
  return at.map((column) => {
    const found = cells?.get(column) ?? read?.get(column) ?? [];
    if (found.length === open.rows) return found;
    throw new InputError(
      `The file changed while it was read: it has ${found.length} rows, and had ${open.rows}`,
      {
        place: { file: table.name },
        expected: 'the same file from the beginning of a run to its end',
        remedy: 'Run again when nothing else writes to the file.',
      },
    );
  });
}

/** Cells of some fields by column, trimmed, in the order of the rows; empty ones where there is no such column. */
export async function readFields<F extends string>(
  open: OpenTable,
  fields: readonly F[],
  workspace: Workspace,
): Promise<Record<F, readonly string[]>> {
  const { fields: places } = open.table;
  const there = fields.filter((field) => places[field] !== undefined);
  const columns = await readColumns(
    open,
    there.map((field) => places[field] as number),
    workspace,
  );
  const result = {} as Record<F, readonly string[]>;
  for (const field of fields) {
    result[field] = columns[there.indexOf(field)] ?? new Array<string>(open.rows).fill('');
  }
  return result;
}

/** The number in its file of a data row, counted from 0 here. */
export const fileRow = (open: OpenTable, index: number): number =>
  rowNumber(index, open.blank, open.table.headerRow);

/** An InputError about one cell. */
export function cellError(
  open: OpenTable,
  index: number,
  field: string,
  problem: string,
  expected: string,
): InputError {
  const { table } = open;
  const at = table.fields[field];
  return new InputError(problem, {
    place: {
      file: table.name,
      row: fileRow(open, index),
      ...(at === undefined ? {} : { column: table.header[at] as string }),
    },
    expected,
    remedy:
      table.kind.page === ''
        ? 'Correct the cell.'
        : `Compare the cell with the publisher's file; if it differs, download it again from ${table.kind.page}.`,
  });
}
