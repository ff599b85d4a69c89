import type { InputError } from '@inverse-care/domain';
import { cellError, type OpenTable, ready, relation, sqlCell } from './open-table.js';
import type { Workspace } from './workspace.js';

/** An InputError about the first row that meets an SQL condition, or null where none does. */
export async function firstRowWhere(
  open: OpenTable,
  condition: string,
  field: string,
  describe: (cell: string) => { problem: string; expected: string },
  workspace: Workspace,
): Promise<InputError | null> {
  await ready(open, workspace);
  const [index, cell] = await workspace.columns(
    `SELECT i::INTEGER, cell FROM (
       SELECT row_number() OVER () - 1 AS i, ${sqlCell(open.table, field)} AS cell, * FROM ${relation(open)}
     ) WHERE ${condition} ORDER BY i LIMIT 1`,
  );
  if (index === undefined || index.length === 0) return null;
  const { problem, expected } = describe(cell?.[0] ?? '');
  return cellError(open, Number(index[0]), field, problem, expected);
}
