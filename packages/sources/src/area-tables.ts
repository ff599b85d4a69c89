import type { KindId } from './catalogue.js';
import { openOnly, type Reading } from './extracts.js';
import { firstRowWhere } from './find-row.js';
import { type OpenTable, queryCsv, relation, requireRows, sqlCell } from './open-table.js';
import type { Table } from './recognise-table.js';

interface AreaTable {
  table: Table;
  /** Of the database's table. */
  name: string;
}

async function load(
  reading: Reading,
  kind: KindId,
  columns: (table: Table) => string,
  checks: (table: Table) => { valid: string; field: string; expected: string }[],
): Promise<AreaTable | null> {
  const tables = reading.tables.filter((table) => table.kind.id === kind);
  if (tables.length === 0) return null;
  const open: OpenTable = await openOnly(reading, tables, (tables[0] as Table).kind.label);
  const { table } = open;
  const { workspace } = reading;
  for (const { valid, field, expected } of checks(table)) {
    const error = await firstRowWhere(
      open,
      `NOT coalesce(${valid}, false)`,
      field,
      (cell) => ({ problem: `"${cell}" cannot be`, expected }),
      workspace,
    );
    if (error !== null) throw error;
  }
  const lsoa = `upper(${sqlCell(table, 'lsoa')})`;
  const name = kind;
  const select = `CREATE TABLE ${name} AS SELECT ${lsoa} AS lsoa, ${columns(table)} FROM ${relation(open)}`;
  await queryCsv(open, () => workspace.run(select));
  const [rows] = await workspace.columns(`SELECT count(*)::INTEGER FROM ${name}`);
  requireRows(open, Number(rows?.[0]));
  const again = await firstRowWhere(
    open,
    `${lsoa} IN (SELECT lsoa FROM ${name} GROUP BY lsoa HAVING count(*) > 1)`,
    'lsoa',
    (cell) => ({ problem: `${cell} is here more than once`, expected: 'one row a neighbourhood' }),
    workspace,
  );
  if (again !== null) throw again;
  reading.ledger.read(open);
  return { table, name };
}

const decile = (table: Table, field: string) => `TRY_CAST(${sqlCell(table, field)} AS INTEGER)`;
const score = (table: Table) => `TRY_CAST(${sqlCell(table, 'incomeScore')} AS DECIMAL(18, 9))`;

/** Loads the Indices of Deprivation: lsoa, imd_decile, income_decile, income_score (decimal). null where there is no file. */
export const loadDeprivation = (reading: Reading): Promise<AreaTable | null> =>
  load(
    reading,
    'deprivation',
    (table) =>
      `${decile(table, 'imdDecile')} AS imd_decile, ${decile(table, 'incomeDecile')} AS income_decile, ${score(table)} AS income_score`,
    (table) => [
      ...['imdDecile', 'incomeDecile'].map((field) => ({
        field,
        valid: `${decile(table, field)} BETWEEN 1 AND 10`,
        expected: 'a decile from 1 to 10',
      })),
      { field: 'incomeScore', valid: `${score(table)} BETWEEN 0 AND 1`, expected: 'a rate from 0 to 1' },
    ],
  );

/** Loads the Rural Urban Classification: lsoa, rural. null where there is no file. */
export const loadRurality = (reading: Reading): Promise<AreaTable | null> =>
  load(
    reading,
    'rurality',
    (table) => `upper(${sqlCell(table, 'code')}) IN ('D1', 'D2', 'E1', 'E2') AS rural`,
    (table) => [
      {
        field: 'code',
        valid: `regexp_full_match(upper(${sqlCell(table, 'code')}), '[A-F][1-2]')`,
        expected: 'a code of the Rural Urban Classification 2011, A1 to E2',
      },
    ],
  );
