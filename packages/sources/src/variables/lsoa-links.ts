import { type CheckedTable, checkedTable } from '../reading/checked-table.js';
import { openOnly } from '../reading/open-extract.js';
import { type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { lsoaCode, noLsoa } from './lsoa-codes.js';

/** Pairs of an LSOA of 2011 and one of 2021, each once. */
export type LsoaLinks = readonly Readonly<Record<2011 | 2021, string>>[];

const links = new WeakMap<Reading, Promise<CheckedTable<LsoaLinks> | null>>();

async function load(reading: Reading): Promise<CheckedTable<LsoaLinks> | null> {
  const all = reading.tables.filter(({ kind }) => kind.id === 'lsoa-lookup');
  const exact = all.filter(({ fields }) => fields.change !== undefined);
  const tables = exact.length > 0 ? exact : all;
  if (tables.length === 0) return null;
  const open = await openOnly(reading, tables, 'the look-up of LSOAs of 2011 to LSOAs of 2021');
  const { fields, sheet } = open.table;
  const made = ['lsoa-links', open.sha256, open.rows, sheet?.name, fields.lsoa2011, fields.lsoa2021];
  const table = await checkedTable(reading, made, () => read(reading, open));
  reading.ledger.read(open);
  return table;
}

/** Checks every code. A row without any is passed over. Throws InputError. */
async function read({ workspace }: Reading, open: OpenTable): Promise<LsoaLinks> {
  const cells = await readFields(open, ['lsoa2011', 'lsoa2021'], workspace);
  const filled = [...cells.lsoa2011.keys()].filter(
    (i) => cells.lsoa2011[i] !== '' || cells.lsoa2021[i] !== '',
  );
  for (const field of ['lsoa2011', 'lsoa2021'] as const) {
    const wrong = filled.find((i) => !lsoaCode.test((cells[field][i] as string).toUpperCase()));
    if (wrong !== undefined) throw noLsoa(open, wrong, field, cells[field][wrong] as string);
  }
  const pairs = new Map(
    filled.map((i) => {
      const pair = {
        2011: (cells.lsoa2011[i] as string).toUpperCase(),
        2021: (cells.lsoa2021[i] as string).toUpperCase(),
      };
      return [`${pair[2011]} ${pair[2021]}`, pair] as const;
    }),
  );
  return [...pairs.values()];
}

/**
 * Which LSOA of 2011 goes with which of 2021; null where the folder has no such look-up. The exact fit is preferred to
 * the best fit, which leaves out a thousand areas of 2021.
 */
export function lsoaLinks(reading: Reading): Promise<CheckedTable<LsoaLinks> | null> {
  const known = links.get(reading) ?? load(reading);
  links.set(reading, known);
  return known;
}
