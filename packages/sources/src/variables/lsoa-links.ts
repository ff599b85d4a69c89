import { checkedTable, type DatabaseTable } from '../reading/database-table.js';
import { openOnly } from '../reading/open-extract.js';
import { type OpenTable, queryCsv, relation, requireRows, sqlCell } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Workspace } from '../reading/workspace.js';
import { lsoaCode, requireLsoas } from './lsoa-codes.js';

const links = new WeakMap<Reading, Promise<DatabaseTable | null>>();

async function load(reading: Reading): Promise<DatabaseTable | null> {
  const all = reading.tables.filter(({ kind }) => kind.id === 'lsoa-lookup');
  const exact = all.filter(({ fields }) => fields.change !== undefined);
  const tables = exact.length > 0 ? exact : all;
  if (tables.length === 0) return null;
  const open = await openOnly(reading, tables, 'the look-up of LSOAs of 2011 to LSOAs of 2021');
  const cell = (field: string) => `upper(${sqlCell(open.table, field)})`;
  const made = [open.sha256, open.rows, open.table.sheet?.name, lsoaCode, cell('lsoa2011'), cell('lsoa2021')];
  const table = await checkedTable(reading, 'lsoa_links', made, () =>
    make(reading.workspace, open, 'lsoa_links', cell),
  );
  reading.ledger.read(open);
  return table;
}

/** Checks every code, and makes the table. Throws InputError. */
async function make(
  workspace: Workspace,
  open: OpenTable,
  name: string,
  cell: (field: string) => string,
): Promise<void> {
  await queryCsv(open, () =>
    workspace.run(
      `CREATE OR REPLACE TABLE ${name}_raw AS SELECT ${cell('lsoa2011')} AS lsoa2011, ${cell('lsoa2021')} AS lsoa2021 FROM ${relation(open)}`,
    ),
  );
  const [rows, strange] = await workspace.columns(
    `SELECT count(*)::INTEGER, count(*) FILTER (lsoa2011 || lsoa2021 NOT SIMILAR TO '(${lsoaCode}${lsoaCode})?')::INTEGER FROM ${name}_raw`,
  );
  requireRows(open, Number(rows?.[0]));
  if (Number(strange?.[0]) > 0) {
    const filled = `${cell('lsoa2011')} || ${cell('lsoa2021')} <> ''`;
    for (const field of ['lsoa2011', 'lsoa2021']) await requireLsoas(open, field, workspace, filled);
  }
  await workspace.run(
    `CREATE OR REPLACE TABLE ${name} AS SELECT DISTINCT lsoa2011, lsoa2021 FROM ${name}_raw WHERE lsoa2011 <> '' AND lsoa2021 <> ''`,
  );
}

/**
 * Which LSOA of 2011 goes with which of 2021, as a table of the database (columns lsoa2011, lsoa2021); null where the folder has no such look-up. The exact fit is preferred to the best fit, which leaves out
 * a thousand areas of 2021.
 */
export function lsoaLinks(reading: Reading): Promise<DatabaseTable | null> {
  const known = links.get(reading) ?? load(reading);
  links.set(reading, known);
  return known;
}
