import { openOnly } from '../reading/open-extract.js';
import { queryCsv, relation, requireRows, sqlCell } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { lsoaCode, requireLsoas } from './lsoa-codes.js';

const links = new WeakMap<Reading, Promise<string | null>>();

async function load(reading: Reading): Promise<string | null> {
  const all = reading.tables.filter(({ kind }) => kind.id === 'lsoa-lookup');
  const exact = all.filter(({ fields }) => fields.change !== undefined);
  const tables = exact.length > 0 ? exact : all;
  if (tables.length === 0) return null;
  const open = await openOnly(reading, tables, 'the look-up of LSOAs of 2011 to LSOAs of 2021');
  const { workspace } = reading;
  const cell = (field: string) => `upper(${sqlCell(open.table, field)})`;
  const name = 'lsoa_links';
  await queryCsv(open, () =>
    workspace.run(
      `CREATE TABLE ${name}_raw AS SELECT ${cell('lsoa2011')} AS lsoa2011, ${cell('lsoa2021')} AS lsoa2021 FROM ${relation(open)}`,
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
    `CREATE TABLE ${name} AS SELECT DISTINCT lsoa2011, lsoa2021 FROM ${name}_raw WHERE lsoa2011 <> '' AND lsoa2021 <> ''`,
  );
  reading.ledger.read(open);
  return name;
}

/**
 * Loads which LSOA of 2011 goes with which of 2021 (columns lsoa2011, lsoa2021) and gives the table's name in the
 * database; null where the folder has no such look-up. The exact fit is preferred to the best fit, which leaves out
 * a thousand areas of 2021.
 */
export function lsoaLinks(reading: Reading): Promise<string | null> {
  const known = links.get(reading) ?? load(reading);
  links.set(reading, known);
  return known;
}
