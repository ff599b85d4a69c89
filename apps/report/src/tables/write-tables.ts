import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type TidyTable, tableCsv } from '@inverse-care/domain';
import type { TableContext } from './context.js';
import { csvwMetadata, metadataName } from './csvw.js';
import { workbook } from './workbook.js';

/**
 * Writes each table as CSV with its metadata into `results`, and all of them as one workbook, `tables.xlsx`.
 * @param folder of the run; its folder `results` is there.
 * @param tables by the name of their CSV file.
 */
export async function writeTables(
  folder: string,
  tables: ReadonlyMap<string, TidyTable>,
  context: TableContext,
): Promise<void> {
  for (const [file, table] of tables) {
    await writeFile(path.join(folder, 'results', file), tableCsv(table));
    await writeFile(path.join(folder, 'results', metadataName(file)), csvwMetadata(file, table, context));
  }
  await writeFile(path.join(folder, 'tables.xlsx'), await workbook(tables, context));
}
