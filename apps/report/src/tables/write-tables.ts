import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { panelTable } from '@inverse-care/core/tables';
import { type RunRecord, resultsFolder } from '@inverse-care/record';
import { type CountedTable, csvwMetadata, metadataName } from './csvw.js';
import { workbook } from './workbook.js';

/**
 * Writes what describes the tables of a record: the metadata of each beside its CSV, and all but the panel as one
 * workbook, `tables.xlsx`.
 * @param folder of the run, which holds the tables.
 */
export async function writeTables(folder: string, record: RunRecord): Promise<void> {
  const tables = record.tables.all();
  const described: CountedTable[] = [{ table: panelTable, rows: record.data.panel.rows }, ...tables];
  for (const one of described) {
    const file = path.join(folder, resultsFolder, metadataName(one.table.file));
    await writeFile(file, csvwMetadata(one, record));
  }
  await writeFile(path.join(folder, 'tables.xlsx'), await workbook(tables, record));
}
