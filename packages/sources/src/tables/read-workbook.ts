import { InputError } from '@inverse-care/domain';
import { requireBounded } from './workbook-bounds.js';

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

/** What reads a workbook from its bytes. */
export type WorkbookReader = typeof readWorkbook;

/**
 * The sheets of an .xlsx workbook. Numbers keep the digits that the file holds.
 * @throws InputError where it is damaged, or larger than is read: see `workbookBounds`.
 */
export async function readWorkbook(bytes: Buffer, path: string): Promise<SheetText[]> {
  await requireBounded(bytes, path);
  const { default: readWorkbookFile } = await import('read-excel-file/node');
  try {
    const sheets = await readWorkbookFile(bytes, { parseNumber: (digits) => digits });
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(text)) }));
  } catch {
    throw new InputError('The workbook cannot be read: it looks damaged', {
      place: { file: path },
      expected: 'an Excel workbook (.xlsx)',
      remedy: 'Download the file again.',
    });
  }
}
