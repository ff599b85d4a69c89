import { panelCells, panelTable } from '@inverse-care/core/tables';
import type { FilledTable, Row } from '@inverse-care/domain';
import type { RunRecord } from '@inverse-care/record';

/** All tables of a record, the panel with them. */
export function tablesOf({ data: { panel }, tables }: Pick<RunRecord, 'data' | 'tables'>): FilledTable[] {
  const { columns, rows } = panelCells(panel);
  const named = rows.map((row): Row => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));
  return [{ table: panelTable, rows: named }, ...tables.all()];
}
