import { type Country, patientsExpected } from '../country/country.js';
import { sqlPath } from '../counts/read-counts.js';
import type { Table } from '../recognise/recognise-table.js';
import { parseDate } from '../tables/dates.js';
import { firstRowWhere } from './find-row.js';
import { warnStrangeBodies } from './larger-bodies.js';
import { type OpenTable, queryCsv, ready, relation, requireRows, sqlCell } from './open-table.js';
import type { Reading } from './reading.js';

const loaded = new WeakMap<Reading, Map<string, Promise<string>>>();

const practicesOnly = (table: Table) =>
  table.fields.type === undefined ? 'true' : `upper(${sqlCell(table, 'type')}) IN ('', 'GP')`;

/** An SQL condition that a text is this one, which may have a quote or a NUL in it. */
const isText = (sql: string, text: string | null | undefined) =>
  `hex(${sql}) = '${Buffer.from(text ?? '')
    .toString('hex')
    .toUpperCase()}'`;

const isCount = (table: Table, { practicePatientsMost }: Country) => {
  const cell = sqlCell(table, 'patients');
  return `regexp_full_match(${cell}, '[0-9]{1,9}') AND TRY_CAST(${cell} AS INTEGER) <= ${practicePatientsMost}`;
};

async function check(reading: Reading, open: OpenTable, name: string): Promise<void> {
  const { table } = open;
  const { workspace } = reading;
  const only = practicesOnly(table);
  const [rows, bad, dates] = await workspace.columns(
    `SELECT count(*)::INTEGER, count(*) FILTER (counted AND (n IS NULL OR practice = ''))::INTEGER,
       list(DISTINCT date) FILTER (counted) FROM ${name}`,
  );
  requireRows(open, Number(rows?.[0]));
  if (table.fields.type !== undefined) {
    const [kinds = [], numbers = []] = await workspace.columns(
      `SELECT upper(${sqlCell(table, 'type')}) AS kind, count(*)::INTEGER FROM ${relation(open)} GROUP BY 1 ORDER BY 1`,
    );
    warnStrangeBodies(reading, open, new Map(kinds.map((kind, i) => [kind ?? '', Number(numbers[i])])));
  }
  if (Number(bad?.[0]) > 0) {
    const error =
      (await firstRowWhere(
        open,
        `${only} AND NOT (${isCount(table, workspace.country)})`,
        'patients',
        (cell) => ({
          problem: `"${cell}" cannot be a number of registered patients`,
          expected: patientsExpected(workspace.country),
        }),
        workspace,
      )) ??
      (await firstRowWhere(
        open,
        `${only} AND ${sqlCell(table, 'practice')} = ''`,
        'practice',
        () => ({ problem: 'The practice has no code', expected: 'a code such as A81001' }),
        workspace,
      ));
    if (error !== null) throw error;
  }
  for (const date of (dates?.[0] ?? []) as unknown as string[]) {
    if (parseDate(date) === table.date) continue;
    const error = await firstRowWhere(
      open,
      `${only} AND ${isText(sqlCell(table, 'date'), date)}`,
      'date',
      (cell) => ({ problem: `This row is of "${cell}"`, expected: `${table.date}, as the rows above` }),
      workspace,
    );
    if (error !== null) throw error;
  }
}

// One bit a sex: counting distinct values in a million groups would cost seconds.
const sexBit = `CASE WHEN all_sexes THEN 1 ${['M', 'F', 'I', 'U', 'N'].map((letter, i) => `WHEN sex LIKE '${letter}%' THEN ${2 << i}`).join(' ')} ELSE 64 END`;

const partField = ({ fields }: Table) => (fields.lsoa === undefined ? 'age' : 'lsoa');

/** A practice has one row a sex and age or neighbourhood. */
async function checkOnce(reading: Reading, open: OpenTable, name: string): Promise<void> {
  const { table } = open;
  const [practice, part] = await reading.workspace.columns(
    `SELECT practice, part FROM ${name} WHERE again ORDER BY practice, part LIMIT 1`,
  );
  if (practice === undefined || practice.length === 0) return;
  const key = ['practice', partField(table), 'sex']
    .map((field) => `upper(${sqlCell(table, field)})`)
    .join(', ');
  const error = await firstRowWhere(
    open,
    `${isText(`upper(${sqlCell(table, 'practice')})`, practice[0])} AND ${isText(`upper(${sqlCell(table, partField(table))})`, part?.[0])}
     AND ${practicesOnly(table)} QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY i) > 1`,
    'practice',
    (cell) => ({
      problem: `${cell} is here for the second time with ${part?.[0]} and the same sex`,
      expected: `one row for ${table.kind.row}`,
    }),
    reading.workspace,
  );
  if (error !== null) throw error;
}

/**
 * Loads the counts of an extract by age or neighbourhood into the database, once, and gives the name of the table or
 * view. Columns: practice, part (age label or LSOA), age (first year of the label, or null), all_ages, n (persons of
 * any sex: the row of all sexes where there is one, else the sum of the sexes). A practice and part has one row, or one
 * for each of the extract's files.
 */
export function loadCounts(reading: Reading, opens: readonly OpenTable[]): Promise<string> {
  const names = loaded.get(reading) ?? new Map<string, Promise<string>>();
  loaded.set(reading, names);
  const key = opens.map(({ table }) => table.name).join('\n');
  const name = names.get(key) ?? load(reading, opens, `counts_${names.size + 1}`);
  names.set(key, name);
  return name;
}

const summed = new WeakMap<Reading, Map<string, Promise<string>>>();

/** Adds the counts of an extract up by part, once, and gives the name of the table. Columns: part, n (persons of all practices). */
export async function loadParts(reading: Reading, opens: readonly OpenTable[]): Promise<string> {
  const counts = await loadCounts(reading, opens);
  const names = summed.get(reading) ?? new Map<string, Promise<string>>();
  summed.set(reading, names);
  const name = `${counts}_parts`;
  const sums =
    names.get(counts) ??
    reading.workspace
      .run(`CREATE TABLE ${name} AS SELECT part, sum(n) AS n FROM ${counts} GROUP BY part`)
      .then(() => name);
  names.set(counts, sums);
  return sums;
}

async function load(reading: Reading, opens: readonly OpenTable[], name: string): Promise<string> {
  const { workspace, ledger } = reading;
  const files = opens.flatMap(({ counts }) => (counts === null ? [] : [sqlPath(counts.parquet)]));
  if (files.length === opens.length) {
    for (const open of opens) ledger.read(open);
    await workspace.run(
      `CREATE VIEW ${name} AS SELECT practice, part, nullif(age, -1) AS age, part = 'ALL' AS all_ages, n
       FROM read_parquet([${files.join(', ')}])`,
    );
    return name;
  }
  for (const open of opens) await ready(open, workspace);
  const raws: string[] = [];
  for (const open of opens) {
    const { table } = open;
    const raw = `${name}_raw_${raws.length}`;
    const select = `CREATE TABLE ${raw} AS SELECT
         ${practicesOnly(table)} AS counted,
         upper(${sqlCell(table, 'practice')}) AS practice,
         upper(${sqlCell(table, partField(table))}) AS part,
         upper(${sqlCell(table, 'sex')}) AS sex,
         ${sqlCell(table, 'date')} AS date,
         CASE WHEN ${isCount(table, workspace.country)} THEN CAST(${sqlCell(table, 'patients')} AS INTEGER) END AS n
       FROM ${relation(open)}`;
    await queryCsv(open, () => workspace.run(select));
    await check(reading, open, raw);
    ledger.read(open);
    raws.push(raw);
  }
  const union = raws
    .map(
      (raw) =>
        `SELECT practice, part, sex, sex IN ('ALL', 'TOTAL', 'PERSONS') AS all_sexes, n FROM ${raw} WHERE counted`,
    )
    .join(' UNION ALL ');
  await workspace.run(
    `CREATE TABLE ${name} AS
     SELECT practice, part, TRY_CAST(regexp_extract(part, '^([0-9]{1,3})([+_ -].*)?$', 1) AS INTEGER) AS age, part = 'ALL' AS all_ages,
       (CASE WHEN bool_or(all_sexes) THEN sum(n) FILTER (all_sexes) ELSE sum(n) END)::INTEGER AS n,
       count(*) > bit_count(bit_or(${sexBit})) AS again
     FROM (${union}) GROUP BY practice, part`,
  );
  for (const open of opens) await checkOnce(reading, open, name);
  for (const raw of raws) await workspace.run(`DROP TABLE ${raw}`);
  return name;
}
