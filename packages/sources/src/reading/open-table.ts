import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { InputError, systemCode, throwIfCancelled } from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { type CountFile, isPattern, sqlPath } from '../counts/read-counts.js';
import type { Table } from '../recognise/recognise-table.js';
import { maybeBodyType } from '../tables/body-type.js';
import { CellColumns } from '../tables/cell-columns.js';
import { standardised } from '../tables/dialect.js';
import { type DoubledColumn, doubledColumns, doubledError } from '../tables/doubled-columns.js';
import type { SheetText } from '../tables/read-workbook.js';
import { unpack } from '../tables/read-zip.js';
import { type CsvScan, rowNumber, scanCsv } from '../tables/scan-csv.js';
import { sheetColumns } from '../tables/sheet-columns.js';
import { decodeText, decodeWindows1252 } from '../tables/text.js';
import { dataEnd, noTrailingRows, type TrailingRows, trimRows } from '../tables/trailing-rows.js';
import type { Workspace } from './workspace.js';

/** A table that has been read through once: complete, well-formed, UTF-8. */
export interface OpenTable {
  table: Table;
  /** Data rows. */
  rows: number;
  /** SHA-256 of the table's own bytes; of the whole file where it is not in an archive. */
  sha256: string;
  blank: readonly number[];
  /** Rows at its end that are no data, and are passed over. */
  trailing: TrailingRows;
  /** Where it lies as a UTF-8 CSV; empty where it is still to be unpacked, which `ready` does. */
  csv: string;
  /** True where it holds a quote, a control character, a letter beyond ASCII, or more than one kind of line break. */
  rare: boolean;
  /** A table of counts that needed no care: what its rows add up to. */
  counts: CountFile | null;
  /** Cells of the fields' columns by position, where they were taken while it was read through. */
  cells: ReadonlyMap<number, readonly string[]> | null;
}

/** Kinds whose cells are asked for one by one; what the others hold is added up by the database. */
const readByCell: readonly KindId[] = [
  'workforce',
  'patients-totals',
  'membership-dates',
  'membership-map',
  'practice-survey',
  'local',
];

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
  const csv = table.entry === null && !isPattern(table.file.absolute) ? table.file.absolute : '';
  return { table, rows, sha256, blank: [], trailing: noTrailingRows, csv, rare: false, counts, cells: null };
}

/** Throws InputError where another column of the same name as one that is read says something else in any row. */
async function requireOnce(
  open: OpenTable,
  doubled: readonly DoubledColumn[],
  workspace: Workspace,
): Promise<void> {
  if (doubled.length === 0) return;
  await ready(open, workspace);
  for (const pair of doubled) {
    const query = `SELECT i::INTEGER, a, b FROM (
      SELECT row_number() OVER () - 1 AS i, coalesce(trim(c${pair.at}), '') AS a, coalesce(trim(c${pair.again}), '') AS b
      FROM ${relation(open)}) WHERE a <> b ORDER BY i LIMIT 1`;
    const [index, one, other] = await queryCsv(open, () => workspace.columns(query));
    if (index === undefined || index.length === 0) continue;
    const row = fileRow(open, Number(index[0]));
    throw doubledError(open.table, pair, row, [one?.[0] ?? '', other?.[0] ?? '']);
  }
}

/** Makes sure that `relation` can be read. */
export async function ready(open: OpenTable, workspace: Workspace): Promise<void> {
  if (open.csv === '') open.csv = (await openWithCare(open.table, workspace, true)).csv;
}

const wantedOf = ({ fields }: Table) => [...new Set(Object.values(fields))];

/**
 * Unpacks a table, looks at every byte, and re-encodes Windows-1252. Throws InputError.
 * @param asCsv whether the database will read it, whatever cells are taken on the way.
 */
async function openWithCare(table: Table, workspace: Workspace, asCsv = false): Promise<OpenTable> {
  throwIfCancelled(workspace.signal);
  const { file, entry, sheet } = table;
  if (table.kind.id === 'boundaries') {
    const sha256 = createHash('sha256')
      .update(await readFile(file.absolute))
      .digest('hex');
    const whole = { blank: [], trailing: noTrailingRows, rare: false, counts: null, cells: null };
    return { table, rows: 0, sha256, csv: file.absolute, ...whole };
  }
  if (sheet !== null) return openSheet(table, sheet, workspace, asCsv);
  let csv = file.absolute;
  if (entry !== null) {
    csv = workspace.newPath();
    await unpack(file, entry, csv, workspace.signal);
  }
  const all = await readFile(csv);
  const sha256 = createHash('sha256').update(all).digest('hex');
  const standard = table.dialect === null ? all : standardised(all, table.dialect);
  const { end, trailing } = dataEnd(standard);
  const bytes = standard.subarray(0, end);
  const utf8 = isUtf8(bytes);
  const sink = readByCell.includes(table.kind.id)
    ? new CellColumns(bytes, table.header.length, wantedOf(table), (from, to) =>
        utf8 ? bytes.toString('utf8', from, to) : decodeWindows1252(bytes.subarray(from, to)),
      )
    : null;
  const scan = scanCsv(bytes, table.header.length, sink ?? undefined);
  const error = structuralError(table, scan);
  if (error !== null) throw error;
  const cells = scan.simple ? (sink?.columns(scan.rows) ?? null) : null;
  const asItIs = utf8 && !scan.mixedEnds && !isPattern(csv) && table.dialect === null && end === all.length;
  if (!asItIs && cells !== null && !asCsv) {
    if (entry !== null) await rm(csv);
    csv = '';
  } else if (!asItIs) {
    const { text } = decodeText(bytes);
    if (entry !== null) await rm(csv);
    csv = workspace.newPath();
    await writeFile(csv, scan.mixedEnds ? text.replaceAll('\r\n', '\n').replaceAll('\r', ' ') : text);
  }
  return {
    table,
    rows: scan.rows,
    sha256,
    blank: scan.blank,
    trailing,
    csv,
    rare: scan.rare,
    counts: null,
    cells,
  };
}

/** A sheet of a workbook, which is no CSV before the database has to read it. */
async function openSheet(
  table: Table,
  sheet: SheetText,
  workspace: Workspace,
  asCsv: boolean,
): Promise<OpenTable> {
  const { rows, trailing } = trimRows(sheet.rows.slice(table.headerRow));
  const cells = readByCell.includes(table.kind.id) ? sheetColumns(rows, wantedOf(table)) : null;
  let csv = '';
  if (asCsv || cells === null) {
    csv = workspace.newPath();
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""').replace(/[\r\n]+/g, ' ')}"`;
    const line = (row: readonly string[]) => table.header.map((_, i) => quoted(row[i] ?? '')).join(',');
    const header = table.header.map((_, i) => `c${i}`);
    await writeFile(csv, `${[header, ...rows].map(line).join('\n')}\n`);
  }
  const sha256 = createHash('sha256')
    .update(await readFile(table.file.absolute))
    .digest('hex');
  return { table, rows: rows.length, sha256, blank: [], trailing, csv, rare: true, counts: null, cells };
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
    cells: cells[field] as string[],
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

/** The table as a DuckDB relation: dialect and types stated, nothing sniffed; columns c0, c1, … all VARCHAR. */
export function relation({ table, csv }: OpenTable): string {
  const columns = table.header.map((_, i) => `c${i}: 'VARCHAR'`).join(', ');
  return `read_csv(${sqlPath(csv)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', encoding = 'utf-8', null_padding = false, ignore_errors = false, columns = {${columns}})`;
}

/** An SQL expression for a field's trimmed text; empty where the cell is, or where there is no such column. */
export function sqlCell(table: Table, field: string): string {
  const at = table.fields[field];
  return at === undefined ? "''" : `coalesce(trim(c${at}), '')`;
}

const unreadable = (open: OpenTable, why: string) =>
  new InputError(`The file cannot be read as a CSV: ${why}`, {
    place: { file: open.table.name },
    expected: 'comma-separated text (RFC 4180)',
    remedy: `Download the file again${open.table.kind.page === '' ? '' : ` from ${open.table.kind.page}`}.`,
  });

/** Runs a query over a table's relation; what the database cannot read is an InputError about the file. */
export async function queryCsv<T>(open: OpenTable, query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    if (error instanceof Error && systemCode(error) === undefined && /CSV/.test(error.message)) {
      throw unreadable(open, (error.message.split('\n')[0] as string).slice(0, 160));
    }
    throw error;
  }
}

/** Throws InputError where a query saw other than the table's rows: no row may get lost on the way. */
export function requireRows(open: OpenTable, seen: number): void {
  if (seen !== open.rows) throw unreadable(open, `${seen} of its ${open.rows} rows were understood`);
}

/** A field's cells of those that were taken; empty ones where there is no such column. */
function takenCells(
  { table, rows }: OpenTable,
  cells: NonNullable<OpenTable['cells']>,
  field: string,
): string[] {
  const at = table.fields[field];
  return at === undefined ? new Array<string>(rows).fill('') : [...(cells.get(at) ?? [])];
}

/** Cells of some fields by column, trimmed, in the order of the rows. */
export async function readFields<F extends string>(
  open: OpenTable,
  fields: readonly F[],
  workspace: Workspace,
): Promise<Record<F, string[]>> {
  const result = {} as Record<F, string[]>;
  if (open.cells !== null) {
    for (const field of fields) result[field] = takenCells(open, open.cells, field);
    return result;
  }
  await ready(open, workspace);
  const select = fields.map((field) => sqlCell(open.table, field)).join(', ');
  const columns = await queryCsv(open, () => workspace.columns(`SELECT ${select} FROM ${relation(open)}`));
  requireRows(open, columns[0]?.length ?? 0);
  fields.forEach((field, i) => {
    result[field] = (columns[i] ?? []) as string[];
  });
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
