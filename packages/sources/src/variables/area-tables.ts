import type { KindId } from '../catalogue/catalogue.js';
import { implausible } from '../check/implausible.js';
import { checkedTable, type DatabaseTable, databaseTable } from '../reading/database-table.js';
import { firstRowWhere } from '../reading/find-row.js';
import type { LsoaVintage } from '../reading/lsoa-vintage.js';
import { openOnly } from '../reading/open-extract.js';
import { type OpenTable, queryCsv, relation, requireRows, sqlCell } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Workspace } from '../reading/workspace.js';
import type { Table } from '../recognise/recognise-table.js';
import { lsoaCode, requireLsoas } from './lsoa-codes.js';
import { lsoaLinks } from './lsoa-links.js';

/** Values by neighbourhood, in a table of the database. */
export interface AreaTable extends DatabaseTable {
  table: Table;
  /** Whose LSOAs its rows are. */
  vintage: LsoaVintage;
  /** SQL that sums up its columns over areas that are carried to one: alias w is the area's weight. */
  carried: string;
}

async function load(
  reading: Reading,
  kind: KindId,
  vintage: LsoaVintage,
  carried: string,
  columns: (table: Table) => string,
  checks: (table: Table) => { valid: string; field: string; expected: string }[],
): Promise<AreaTable | null> {
  const tables = reading.tables.filter((table) => table.kind.id === kind);
  if (tables.length === 0) return null;
  const open: OpenTable = await openOnly(reading, tables, (tables[0] as Table).kind.label);
  const { table, rows, sha256 } = open;
  const checked = checks(table);
  const lsoa = `upper(${sqlCell(table, 'lsoa')})`;
  const made = [
    sha256,
    rows,
    table.sheet?.name,
    lsoa,
    lsoaCode,
    columns(table),
    checked.map(({ valid }) => valid),
  ];
  const name = kind.replaceAll('-', '_');
  const loading = await checkedTable(reading, name, made, () =>
    make(reading.workspace, open, name, lsoa, columns(table), checked),
  );
  reading.ledger.read(open);
  const { name: country, plausible } = reading.workspace.country;
  const range = vintage === 2021 ? plausible.lsoas2021 : plausible.lsoas2011;
  const odd = implausible(rows, range, country, { file: table.name });
  if (odd !== null) reading.ledger.find(odd);
  return { ...loading, table, vintage, carried };
}

/** Checks every row, and makes the table. Throws InputError. */
async function make(
  workspace: Workspace,
  open: OpenTable,
  name: string,
  lsoa: string,
  columns: string,
  checked: readonly { valid: string; field: string; expected: string }[],
): Promise<void> {
  const counts = [
    'count(*)',
    `count(DISTINCT ${lsoa})`,
    `count(*) FILTER (${lsoa} NOT SIMILAR TO '${lsoaCode}')`,
    ...checked.map(({ valid }) => `count(*) FILTER (NOT coalesce(${valid}, false))`),
  ].map((count) => `${count}::INTEGER`);
  const [rows, distinct, strange, ...wrong] = await queryCsv(open, () =>
    workspace.columns(`SELECT ${counts.join(', ')} FROM ${relation(open)}`),
  );
  requireRows(open, Number(rows?.[0]));
  for (const [i, { valid, field, expected }] of checked.entries()) {
    if (Number(wrong[i]?.[0]) === 0) continue;
    const error = await firstRowWhere(
      open,
      `NOT coalesce(${valid}, false)`,
      field,
      (cell) => ({ problem: `"${cell}" cannot be`, expected }),
      workspace,
    );
    if (error !== null) throw error;
  }
  if (Number(strange?.[0]) > 0) await requireLsoas(open, 'lsoa', workspace);
  if (Number(distinct?.[0]) < open.rows) {
    const again = await firstRowWhere(
      open,
      `true QUALIFY count(*) OVER (PARTITION BY ${lsoa}) > 1`,
      'lsoa',
      (cell) => ({ problem: `${cell} is here more than once`, expected: 'one row a neighbourhood' }),
      workspace,
    );
    if (again !== null) throw again;
  }
  await workspace.run(
    `CREATE OR REPLACE TABLE ${name} AS SELECT ${lsoa} AS lsoa, ${columns} FROM ${relation(open)}`,
  );
}

const decile = (table: Table, field: string) => `TRY_CAST(${sqlCell(table, field)} AS INTEGER)`;
const score = (table: Table) => `TRY_CAST(${sqlCell(table, 'incomeScore')} AS DECIMAL(18, 9))`;

// A cast to an integer rounds, and reads 0x10.
const isWhole = (table: Table, field: string) =>
  `regexp_full_match(${sqlCell(table, field)}, '[0-9]+([.]0*)?')`;

const population = (table: Table) => `TRY_CAST(${sqlCell(table, 'population')} AS BIGINT)`;

// The nearest whole number to the weighted mean, in integers; of two as near the lower, which is the more deprived.
const nearestDecile = (decile: string) =>
  `((2 * sum(${decile} * w) + sum(w) - 1) // (2 * sum(w)))::INTEGER AS ${decile}`;

/**
 * Indices of Deprivation as a table of the database: lsoa, imd_decile, income_decile, income_score (decimal), population (null where the
 * file has none). null where there is no file.
 */
export const loadDeprivation = (
  reading: Reading,
  kind: 'deprivation' | 'deprivation-2025',
): Promise<AreaTable | null> =>
  load(
    reading,
    kind,
    kind === 'deprivation' ? 2011 : 2021,
    `${nearestDecile('imd_decile')}, ${nearestDecile('income_decile')},
     (sum(income_score * w::DECIMAL(9, 0)) / sum(w))::DECIMAL(18, 9) AS income_score`,
    (table) =>
      `${decile(table, 'imdDecile')} AS imd_decile, ${decile(table, 'incomeDecile')} AS income_decile, ${score(table)} AS income_score, ${population(table)} AS population`,
    (table) => [
      ...['imdDecile', 'incomeDecile'].map((field) => ({
        field,
        valid: `${decile(table, field)} BETWEEN 1 AND 10 AND ${isWhole(table, field)}`,
        expected: 'a decile from 1 to 10',
      })),
      { field: 'incomeScore', valid: `${score(table)} BETWEEN 0 AND 1`, expected: 'a rate from 0 to 1' },
      ...(table.fields.population === undefined
        ? []
        : [
            {
              field: 'population',
              valid: `${population(table)} >= 0 AND ${isWhole(table, 'population')}`,
              expected: 'a whole number from 0 up',
            },
          ]),
    ],
  );

const ruralities = {
  rurality: {
    vintage: 2011,
    rural: "'D1', 'D2', 'E1', 'E2'",
    pattern: '[A-F][1-2]',
    expected: 'a code of the Rural Urban Classification 2011, A1 to E2',
  },
  'rurality-2021': {
    vintage: 2021,
    rural: "'RLN1', 'RLF1', 'RSN1', 'RSF1'",
    pattern: '(U|RL|RS)[NF]1',
    expected: 'a code of the Rural Urban Classification 2021: UN1, UF1, RLN1, RLF1, RSN1 or RSF1',
  },
} as const;

/** A Rural Urban Classification as a table of the database: lsoa, rural, population (null). null where there is no file. */
export const loadRurality = (reading: Reading, kind: keyof typeof ruralities): Promise<AreaTable | null> => {
  const { vintage, rural, pattern, expected } = ruralities[kind];
  return load(
    reading,
    kind,
    vintage,
    '2 * coalesce(sum(w) FILTER (rural), 0) >= sum(w) AS rural',
    (table) => `upper(${sqlCell(table, 'code')}) IN (${rural}) AS rural, NULL::BIGINT AS population`,
    (table) => [
      {
        field: 'code',
        valid: `regexp_full_match(upper(${sqlCell(table, 'code')}), '${pattern}')`,
        expected,
      },
    ],
  );
};

/**
 * A table of values by neighbourhood in the areas of another census, and how many of them come from several. An area
 * that was split passes its values on; one made of several has their mean, weighted by population where the file has
 * it, and the nearest decile. Without a look-up in the folder the table itself, so that only codes in both join.
 */
export async function carriedTo(
  reading: Reading,
  area: AreaTable,
  vintage: LsoaVintage,
): Promise<{ values: DatabaseTable; looked: boolean }> {
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
  const name = `${area.name}_in_${vintage}`;
  const sql = `SELECT target AS lsoa, ${area.carried} FROM (
       SELECT lsoa${vintage} AS target, a.* EXCLUDE (lsoa),
         CASE WHEN count(population) OVER area = count(*) OVER area THEN greatest(population, 1) ELSE 1 END AS w
       FROM ${links.name} JOIN ${area.name} a ON lsoa${area.vintage} = a.lsoa
       WINDOW area AS (PARTITION BY lsoa${vintage})
     ) GROUP BY target`;
  const { workspace } = reading;
  const values = databaseTable(workspace, name, [sql, area.content, links.content], async () => {
    await area.load();
    await links.load();
    await workspace.run(`CREATE OR REPLACE TABLE ${name} AS ${sql}`);
  });
  return { values, looked: true };
}
