import type { Table } from '../recognise/recognise-table.js';
import { type OpenTable, readFields } from './open-table.js';
import type { Reading } from './reading.js';

/** The census whose lower layer super output areas (LSOAs) a file counts. */
export type LsoaVintage = 2011 | 2021;

/** The last English LSOA code of 2011; all that the census of 2021 brought are beyond it. */
const last2011 = 'E01033768';

/** The vintage that the column of LSOA codes names; null where it is called LSOA_CODE only. */
function vintageInHeader({ header, fields }: Table): LsoaVintage | null {
  const name = header[fields.lsoa as number] ?? '';
  return /21/.test(name) ? 2021 : /11/.test(name) ? 2011 : null;
}

const vintages = new WeakMap<Table, Promise<LsoaVintage>>();

async function lastCode(reading: Reading, open: OpenTable): Promise<string> {
  if (open.counts !== null) return open.counts.lastNeighbourhood;
  const { lsoa } = await readFields(open, ['lsoa'], reading.workspace);
  let last = '';
  for (const code of lsoa) if (code.startsWith('E01') && code > last) last = code;
  return last;
}

/** Whether a table counts LSOAs of 2011 or of 2021: by its header where that says so, else by its codes. */
export function vintageOf(reading: Reading, open: OpenTable): Promise<LsoaVintage> {
  const { table } = open;
  const named = vintageInHeader(table);
  if (named !== null) return Promise.resolve(named);
  const known =
    vintages.get(table) ?? lastCode(reading, open).then((code) => (code <= last2011 ? 2011 : 2021));
  vintages.set(table, known);
  return known;
}
