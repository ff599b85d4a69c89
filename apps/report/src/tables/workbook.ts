import { panelTable } from '@inverse-care/core/tables';
import {
  type Cell,
  type ColumnDefinition,
  columnsOf,
  type FilledTable,
  longDate,
  roleInWords,
  type TableDefinition,
} from '@inverse-care/domain';
import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/node';
import { labelOf, licencesOf, sourcesOf, type TableContext } from './context.js';
import type { CountedTable } from './csvw.js';
import { undatedZip } from './undated-zip.js';

/** Shorthand of UK official statistics for cells without a number (Government Analysis Function, 2023). */
const shorthand = { 'not available': '[x]', 'not applicable': '[z]' } as const;

/** Values that would show as zero and are not. */
const low = '[low]';

const meanings: readonly (readonly [string, string])[] = [
  [shorthand['not available'], 'not available: the data do not give this number'],
  [shorthand['not applicable'], 'not applicable: there is no such number'],
  [low, 'not zero, and less than half of the last digit shown; the cell holds the number itself'],
];

/** Left to the CSV: a longer table is for programs, not for leafing through. */
const mostRows = 5000;
const isLeftOut = ({ rows }: FilledTable) => rows.length > mostRows;

const bold = { fontWeight: 'bold' } as const;
const wrapped = { wrap: true, alignVertical: 'top' } as const;
const headerRow = 3;
const narrowest = 14;
const widest = 60;

const sheetName = ({ file }: TableDefinition) => file.replace(/\.csv$/, '').slice(0, 31);

const title = (text: string): CellObject => ({ value: text, fontWeight: 'bold', fontSize: 14 });
const prose = (text: string): CellObject => ({ value: text, ...wrapped });

const decimals = 4;

function dataCell(cell: Cell, { type, empty }: ColumnDefinition): CellObject {
  if (cell === null || cell === '') {
    return { value: empty === undefined ? '' : shorthand[empty], align: 'right' };
  }
  if (typeof cell === 'boolean') return { value: cell ? 'yes' : 'no' };
  if (typeof cell === 'string') return { value: cell };
  const isLow = cell !== 0 && Math.abs(cell) < 0.5 * 10 ** -decimals;
  const number = isLow ? `"${low}"` : `0.${'0'.repeat(decimals)}`;
  return { value: cell, type: Number, format: type === 'integer' ? '#,##0' : number };
}

const shownWidth = (cell: Cell) => (typeof cell === 'number' ? 12 : String(cell ?? '').length);

function tableSheet({ table, rows }: FilledTable, context: TableContext): Sheet<Buffer> {
  const label = labelOf(context);
  const columns = columnsOf(table);
  const headings = columns.map(({ title: heading, unit }) =>
    unit === undefined ? heading : `${heading} (${unit})`,
  );
  return {
    sheet: sheetName(table),
    stickyRowsCount: headerRow,
    columns: columns.map(({ name }) => ({
      width: Math.min(widest, Math.max(narrowest, ...rows.map((row) => shownWidth(row[name] ?? null) + 2))),
    })),
    data: [
      [title(label === null ? table.title : `${table.title}. ${label}`)],
      [{ value: `This sheet has one table. ${table.description} Shorthand: see the sheet Notes.` }],
      headings.map(
        (heading): CellObject => ({ value: heading, ...bold, ...wrapped, bottomBorderStyle: 'thin' }),
      ),
      ...rows.map((row) => columns.map((column) => dataCell(row[column.name] ?? null, column))),
    ],
  };
}

function frontSheets(
  shown: readonly FilledTable[],
  left: readonly CountedTable[],
  context: TableContext,
): Sheet<Buffer>[] {
  const label = labelOf(context);
  const facts: readonly (readonly [string, string])[] = [
    ['Study', context.study.study],
    ['Role', roleInWords(context.study.role)],
    ['Date', longDate(context.date)],
    ['Made with', `inverse-care ${context.version}`],
    ['Command', context.command],
  ];
  return [
    {
      sheet: 'Cover',
      columns: [{ width: 16 }, { width: 100 }],
      data: [
        [title(context.study.title)],
        ...(label === null ? [] : [[{ value: label, ...bold }]]),
        ...facts.map(([name, value]): CellObject[] => [{ value: name, ...bold }, prose(value)]),
        ...sourcesOf(context).map((source, i): CellObject[] => [
          { value: i === 0 ? 'Sources' : '', ...bold },
          prose(source),
        ]),
        ...licencesOf(context).map((licence, i): CellObject[] => [
          { value: i === 0 ? 'Licences' : '', ...bold },
          prose(licence),
        ]),
      ],
    },
    {
      sheet: 'Contents',
      stickyRowsCount: 2,
      columns: [{ width: 20 }, { width: 50 }, { width: 90 }, { width: 10 }],
      data: [
        [title('Contents')],
        ['Sheet', 'Title', 'What it holds', 'Rows'].map((value): CellObject => ({ value, ...bold })),
        ...shown.map(({ table, rows }): CellObject[] => [
          { value: sheetName(table) },
          prose(table.title),
          prose(table.description),
          { value: rows.length, type: Number, format: '#,##0' },
        ]),
      ],
    },
    {
      sheet: 'Notes',
      columns: [{ width: 16 }, { width: 110 }],
      data: [
        [title('Notes')],
        [
          { value: 'Shorthand', ...bold },
          { value: 'Meaning', ...bold },
        ],
        ...meanings.map(([sign, meaning]): CellObject[] => [{ value: sign }, prose(meaning)]),
        [
          { value: 'Precision', ...bold },
          prose(
            `Cells hold full precision and show ${decimals} decimals. The CSV files hold the same numbers.`,
          ),
        ],
        ...left.map(({ table: { file, title: name }, rows }): CellObject[] => [
          { value: name, ...bold },
          prose(
            `results/${file} has ${rows.length} rows; it is too long to leaf through and not in this workbook.`,
          ),
        ]),
      ],
    },
  ];
}

/**
 * All tables of a run as one Excel workbook: cover, contents, notes, one table a sheet, in the order of the run. The
 * panel is left to its CSV. The same tables give the same bytes.
 */
export async function workbook(tables: readonly FilledTable[], context: TableContext): Promise<Uint8Array> {
  const shown = tables.filter((one) => !isLeftOut(one));
  const left: CountedTable[] = [
    ...tables.filter(isLeftOut),
    { table: panelTable, rows: context.data.panel.rows },
  ];
  const sheets = [...frontSheets(shown, left, context), ...shown.map((one) => tableSheet(one, context))];
  return undatedZip(await writeXlsxFile(sheets, { fontFamily: 'Arial', fontSize: 11 }).toBuffer());
}
