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
import { labelOf, licencesOf, sourcesOf, type TableContext } from './context.js';
import type { CountedTable } from './csvw.js';
import { type SheetCell, type SheetOf, xlsx } from './xlsx.js';

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

const headerRow = 3;
const narrowest = 14;
const widest = 60;

const sheetName = ({ file }: TableDefinition) => file.replace(/\.csv$/, '').slice(0, 31);

const title = (text: string): SheetCell => [text, 'title'];
const bold = (text: string): SheetCell => [text, 'bold'];
const plain = (text: string): SheetCell => [text, 'plain'];
const prose = (text: string): SheetCell => [text, 'prose'];

const decimals = 4;

function dataCell(cell: Cell, { type, empty }: ColumnDefinition): SheetCell {
  if (cell === null || cell === '') return [empty === undefined ? '' : shorthand[empty], 'right'];
  if (typeof cell === 'boolean') return plain(cell ? 'yes' : 'no');
  if (typeof cell === 'string') return plain(cell);
  const isLow = cell !== 0 && Math.abs(cell) < 0.5 * 10 ** -decimals;
  return [cell, type === 'integer' ? 'whole' : isLow ? 'low' : 'decimals'];
}

const shownWidth = (cell: Cell) => (typeof cell === 'number' ? 12 : String(cell ?? '').length);

function tableSheet({ table, rows }: FilledTable, context: TableContext): SheetOf {
  const label = labelOf(context);
  const columns = columnsOf(table);
  const headings = columns.map(({ title: heading, unit }) =>
    unit === undefined ? heading : `${heading} (${unit})`,
  );
  return {
    name: sheetName(table),
    sticky: headerRow,
    widths: columns.map(({ name }) =>
      Math.min(widest, Math.max(narrowest, ...rows.map((row) => shownWidth(row[name] ?? null) + 2))),
    ),
    rows: [
      [title(label === null ? table.title : `${table.title}. ${label}`)],
      [plain(`This sheet has one table. ${table.description} Shorthand: see the sheet Notes.`)],
      headings.map((heading): SheetCell => [heading, 'heading']),
      ...rows.map((row) => columns.map((column) => dataCell(row[column.name] ?? null, column))),
    ],
  };
}

function frontSheets(
  shown: readonly FilledTable[],
  left: readonly CountedTable[],
  context: TableContext,
): SheetOf[] {
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
      name: 'Cover',
      widths: [16, 100],
      rows: [
        [title(context.study.title)],
        ...(label === null ? [] : [[bold(label)]]),
        ...facts.map(([name, value]) => [bold(name), prose(value)]),
        ...sourcesOf(context).map((source, i) => [bold(i === 0 ? 'Sources' : ''), prose(source)]),
        ...licencesOf(context).map((licence, i) => [bold(i === 0 ? 'Licences' : ''), prose(licence)]),
      ],
    },
    {
      name: 'Contents',
      sticky: 2,
      widths: [20, 50, 90, 10],
      rows: [
        [title('Contents')],
        ['Sheet', 'Title', 'What it holds', 'Rows'].map(bold),
        ...shown.map(({ table, rows }): SheetCell[] => [
          plain(sheetName(table)),
          prose(table.title),
          prose(table.description),
          [rows.length, 'whole'],
        ]),
      ],
    },
    {
      name: 'Notes',
      widths: [16, 110],
      rows: [
        [title('Notes')],
        ['Shorthand', 'Meaning'].map(bold),
        ...meanings.map(([sign, meaning]) => [plain(sign), prose(meaning)]),
        [
          bold('Precision'),
          prose(
            `Cells hold full precision and show ${decimals} decimals. The CSV files hold the same numbers.`,
          ),
        ],
        ...left.map(({ table: { file, title: name }, rows }) => [
          bold(name),
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
export function workbook(tables: readonly FilledTable[], context: TableContext): Uint8Array {
  const shown = tables.filter((one) => !isLeftOut(one));
  const left: CountedTable[] = [
    ...tables.filter(isLeftOut),
    { table: panelTable, rows: context.data.panel.rows },
  ];
  const sheets = [...frontSheets(shown, left, context), ...shown.map((one) => tableSheet(one, context))];
  return xlsx(sheets);
}
