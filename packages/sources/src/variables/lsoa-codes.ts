import { firstRowWhere } from '../reading/find-row.js';
import { type OpenTable, sqlCell } from '../reading/open-table.js';
import type { Workspace } from '../reading/workspace.js';

/** What an LSOA's code of England or Wales is, as a regular expression; Northern Ireland's and Scotland's are in no file. */
export const lsoaCode = '[EW]01[0-9]{6}';

/**
 * Throws InputError at the first row whose cell is no LSOA's code.
 * @param among an SQL condition for the rows that are looked at.
 */
export async function requireLsoas(
  open: OpenTable,
  field: string,
  workspace: Workspace,
  among = 'true',
): Promise<void> {
  const cell = `upper(${sqlCell(open.table, field)})`;
  const error = await firstRowWhere(
    open,
    `(${among}) AND ${cell} NOT SIMILAR TO '${lsoaCode}'`,
    field,
    (found) => ({ problem: `"${found}" is no code of an LSOA`, expected: 'a code such as E01000001' }),
    workspace,
  );
  if (error !== null) throw error;
}
