import type { KindId } from '../catalogue/catalogue.js';
import { implausible } from '../check/implausible.js';
import { type CheckedTable, checkedTable, lazyTable } from '../reading/checked-table.js';
import type { LsoaVintage } from '../reading/lsoa-vintage.js';
import { openOnly } from '../reading/open-extract.js';
import { cellError, type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { type AreaColumn, type AreaValues, scoreOf, wholeOf } from './area-values.js';
import { carryAreas } from './carry-areas.js';
import { lsoaCode, noLsoa } from './lsoa-codes.js';
import { lsoaLinks } from './lsoa-links.js';

/** Values by neighbourhood, in a file. */
export interface AreaTable extends CheckedTable<AreaValues> {
  table: Table;
  /** Whose LSOAs its rows are. */
  vintage: LsoaVintage;
}

/** How a column of an area's values is read from a field's cell: NaN where the cell cannot be. */
interface AreaField {
  field: string;
  column: AreaColumn;
  read: (cell: string) => number;
  expected: string;
}

async function load(
  reading: Reading,
  kind: KindId,
  vintage: LsoaVintage,
  wanted: readonly AreaField[],
): Promise<AreaTable | null> {
  const tables = reading.tables.filter((table) => table.kind.id === kind);
  if (tables.length === 0) return null;
  const open: OpenTable = await openOnly(reading, tables, (tables[0] as Table).kind.label);
  const { table, rows, sha256 } = open;
  const fields = wanted.filter(({ field }) => table.fields[field] !== undefined);
  const places = fields.map(({ field }) => [field, table.fields[field]]);
  const made = [kind, sha256, rows, table.sheet?.name, table.fields.lsoa, places];
  const loading = await checkedTable(reading, made, () => read(reading, open, fields));
  reading.ledger.read(open);
  const { name: country, plausible } = reading.workspace.country;
  const range = vintage === 2021 ? plausible.lsoas2021 : plausible.lsoas2011;
  const odd = implausible(rows, range, country, { file: table.name });
  if (odd !== null) reading.ledger.find(odd);
  return { ...loading, table, vintage };
}

/** Checks every row. Throws InputError. */
async function read(
  { workspace }: Reading,
  open: OpenTable,
  fields: readonly AreaField[],
): Promise<AreaValues> {
  const cells = await readFields(open, ['lsoa', ...fields.map(({ field }) => field)], workspace);
  const columns: AreaValues['columns'] = {};
  for (const { field, column, read, expected } of fields) {
    const texts = cells[field] as readonly string[];
    const values = Float64Array.from(texts, read);
    const wrong = values.findIndex(Number.isNaN);
    if (wrong !== -1) throw cellError(open, wrong, field, `"${texts[wrong]}" cannot be`, expected);
    columns[column] = values;
  }
  const said = cells.lsoa as readonly string[];
  const codes = said.map((cell) => cell.toUpperCase());
  const strange = codes.findIndex((code) => !lsoaCode.test(code));
  if (strange !== -1) throw noLsoa(open, strange, 'lsoa', said[strange] as string);
  const rows = new Map(codes.map((code, i) => [code, i]));
  if (rows.size < codes.length) {
    // The last row of a code is in the map: the first that is another's is there more than once.
    const again = codes.findIndex((code, i) => rows.get(code) !== i);
    const problem = `${said[again]} is here more than once`;
    throw cellError(open, again, 'lsoa', problem, 'one row a neighbourhood');
  }
  return { rows, columns };
}

const decile = (field: string, column: AreaColumn): AreaField => ({
  field,
  column,
  read: (cell) => {
    const value = wholeOf(cell);
    return value >= 1 && value <= 10 ? value : Number.NaN;
  },
  expected: 'a decile from 1 to 10',
});

/** Indices of Deprivation: deciles, income score, and population where the file has it. null where there is no file. */
export const loadDeprivation = (
  reading: Reading,
  kind: 'deprivation' | 'deprivation-2025',
): Promise<AreaTable | null> =>
  load(reading, kind, kind === 'deprivation' ? 2011 : 2021, [
    decile('imdDecile', 'imd_decile'),
    decile('incomeDecile', 'income_decile'),
    { field: 'incomeScore', column: 'income_score', read: scoreOf, expected: 'a rate from 0 to 1' },
    {
      field: 'population',
      column: 'population',
      read: (cell) => (wholeOf(cell) <= Number.MAX_SAFE_INTEGER ? wholeOf(cell) : Number.NaN),
      expected: 'a whole number from 0 up',
    },
  ]);

const ruralities = {
  rurality: {
    vintage: 2011,
    rural: /^(D1|D2|E1|E2)$/i,
    code: /^[A-F][1-2]$/i,
    expected: 'a code of the Rural Urban Classification 2011, A1 to E2',
  },
  'rurality-2021': {
    vintage: 2021,
    rural: /^(RLN1|RLF1|RSN1|RSF1)$/i,
    code: /^(U|RL|RS)[NF]1$/i,
    expected: 'a code of the Rural Urban Classification 2021: UN1, UF1, RLN1, RLF1, RSN1 or RSF1',
  },
} as const;

/** A Rural Urban Classification: rural or not. null where there is no file. */
export const loadRurality = (reading: Reading, kind: keyof typeof ruralities): Promise<AreaTable | null> => {
  const { vintage, rural, code, expected } = ruralities[kind];
  const read = (cell: string) => (!code.test(cell) ? Number.NaN : rural.test(cell) ? 1 : 0);
  return load(reading, kind, vintage, [{ field: 'code', column: 'rural', read, expected }]);
};

/**
 * Values by neighbourhood in the areas of another census: see `carryAreas`. Without a look-up in the folder the table
 * itself, so that only codes in both join.
 */
export async function carriedTo(
  reading: Reading,
  area: AreaTable,
  vintage: LsoaVintage,
): Promise<{ values: CheckedTable<AreaValues>; looked: boolean }> {
  if (area.vintage === vintage) return { values: area, looked: true };
  const links = await lsoaLinks(reading);
  if (links === null) return { values: area, looked: false };
  const { kind, fields, name: file } = area.table;
  if (kind.columns.population !== undefined && fields.population === undefined) {
    reading.ledger.warn(
      file,
      `It has no column of populations: where areas were merged between the censuses of 2011 and 2021, their plain mean is taken.`,
    );
  }
  const made = ['carried', area.vintage, vintage, area.content, links.content];
  const values = lazyTable(reading.workspace, made, async () =>
    carryAreas(await area.load(), area.vintage, vintage, await links.load()),
  );
  return { values, looked: true };
}
