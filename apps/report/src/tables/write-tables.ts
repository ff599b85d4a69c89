import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { panelCells, panelTable } from '@inverse-care/core/tables';
import { tableCsv, tidy } from '@inverse-care/domain';
import type { RunRecord } from '@inverse-care/record';
import { type CountedTable, csvwMetadata, metadataName } from './csvw.js';
import { workbook } from './workbook.js';

/**
 * Writes the panel and each table that has a row as CSV with its metadata into `results`, and the tables as one
 * workbook, `tables.xlsx`.
 * @param folder of the run; its folder `results` is there.
 */
export async function writeTables(folder: string, record: RunRecord): Promise<void> {
  const { panel } = record.data;
  const tables = record.tables.all();
  const write = async (counted: CountedTable, csv: string) => {
    const { file } = counted.table;
    await writeFile(path.join(folder, 'results', file), csv);
    await writeFile(path.join(folder, 'results', metadataName(file)), csvwMetadata(counted, record));
  };
  await write({ table: panelTable, rows: panel.rows }, tableCsv(panelCells(panel)));
  for (const one of tables) await write(one, tableCsv(tidy(one)));
  await writeFile(path.join(folder, 'tables.xlsx'), await workbook(tables, record));
}
