import { InputError } from '@inverse-care/domain';
import { type ErrorCell, requireBounded } from './workbook-bounds.js';

/** A sheet of a workbook as text; dates as ISO dates, empty cells as empty text. */
export interface SheetText {
  name: string;
  rows: string[][];
}

function text(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell);
}

/** A sheet in which a cell with an error says so, as it does in a CSV: the reader takes `#N/A` for an empty cell. */
function withErrors(name: string, rows: string[][], errors: readonly ErrorCell[]): SheetText {
  for (const { sheet, row, column, text: said } of errors) {
    const cells = sheet === name ? rows[row - 1] : undefined;
    if (cells === undefined) continue;
    while (cells.length < column) cells.push('');
    cells[column - 1] = said;
  }
  return { name, rows };
}

/** What reads a workbook from its bytes. */
export type WorkbookReader = typeof readWorkbook;

/**
 * The sheets of an .xlsx workbook. Numbers keep the digits that the file holds.
 * @throws InputError where it is damaged, or larger than is read: see `workbookBounds`.
 */
export async function readWorkbook(bytes: Buffer, path: string): Promise<SheetText[]> {
  const errors = await requireBounded(bytes, path);
  const { default: readWorkbookFile } = await import('read-excel-file/node');
  try {
    const sheets = await readWorkbookFile(bytes, { parseNumber: (digits) => digits });
    return sheets.map(({ sheet, data }) =>
      withErrors(
        sheet,
        data.map((row) => row.map(text)),
        errors,
      ),
    );
  } catch {
    throw new InputError('The workbook cannot be read: it looks damaged', {
      place: { file: path },
      expected: 'an Excel workbook (.xlsx)',
      remedy: 'Download the file again.',
    });
  }
}
