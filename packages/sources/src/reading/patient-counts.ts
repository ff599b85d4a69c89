import { readFile } from 'node:fs/promises';
import { order } from '@inverse-care/domain';
import { type Country, patientsExpected } from '../country/country.js';
import type { Counts } from '../counts/count-tally.js';
import { countsIn } from '../counts/counts-file.js';
import { groupCounts } from '../counts/group-counts.js';
import { numbering, sexBit, sexShift } from '../counts/tally-csv.js';
import type { Table } from '../recognise/recognise-table.js';
import { isPracticeType } from '../tables/body-type.js';
import { warnStrangeBodies } from './larger-bodies.js';
import { cellError, type OpenTable, readFields } from './open-table.js';
import type { Reading } from './reading.js';
import { requireDate } from './row-checks.js';

const partField = ({ fields }: Table) => (fields.lsoa === undefined ? 'age' : 'lsoa');

const isCount = (cell: string, { practicePatientsMost }: Country) =>
  /^[0-9]{1,9}$/.test(cell) && Number(cell) <= practicePatientsMost;

interface Rows {
  /** Numbers of the rows that count practices. */
  counted: readonly number[];
  practice: readonly string[];
  part: readonly string[];
  sex: readonly string[];
  patients: readonly string[];
}

/** The cells of a table that needs care, its rows checked. Throws InputError. */
async function checkedRows(reading: Reading, open: OpenTable): Promise<Rows> {
  const { table } = open;
  const { country } = reading.workspace;
  const part = partField(table);
  const fields = ['type', 'practice', part, 'sex', 'patients', 'date'] as const;
  const cells = await readFields(open, fields, reading.workspace);
  const { type, practice, patients, date } = cells;
  const counted: number[] = [];
  const kinds = new Map<string, number>();
  for (let i = 0; i < open.rows; i++) {
    const kind = (type[i] as string).toUpperCase();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (isPracticeType(kind)) counted.push(i);
  }
  if (table.fields.type !== undefined) {
    warnStrangeBodies(reading, open, new Map([...kinds].sort(([a], [b]) => order(a, b))));
  }
  for (const i of counted) {
    const cell = patients[i] as string;
    if (isCount(cell, country)) continue;
    const expected = patientsExpected(country);
    throw cellError(open, i, 'patients', `"${cell}" cannot be a number of registered patients`, expected);
  }
  for (const i of counted) {
    if (practice[i] !== '') continue;
    throw cellError(open, i, 'practice', 'The practice has no code', 'a code such as A81001');
  }
  let last: string | undefined;
  for (const i of counted) {
    if (date[i] !== last) requireDate(open, i, date[i] as string);
    last = date[i];
  }
  return { counted, practice, part: cells[part], sex: cells.sex, patients };
}

/** A practice has one row a sex and age or neighbourhood. Throws InputError at the second. */
function requireOnce(open: OpenTable, { counted, practice, part, sex }: Rows): void {
  const seen = new Set<string>();
  let first: { key: string; part: string; row: number } | undefined;
  for (const i of counted) {
    const ofPart = (part[i] as string).toUpperCase();
    const key = `${(practice[i] as string).toUpperCase()}\0${ofPart}`;
    const row = `${key}\0${(sex[i] as string).toUpperCase()}`;
    if (seen.has(row) && (first === undefined || order(key, first.key) < 0))
      first = { key, part: ofPart, row: i };
    seen.add(row);
  }
  if (first === undefined) return;
  throw cellError(
    open,
    first.row,
    'practice',
    `${practice[first.row]} is here for the second time with ${first.part} and the same sex`,
    `one row for ${open.table.kind.row}`,
  );
}

/** The counts of a table that the fast reader left: each cell is looked at. */
async function countWithCare(reading: Reading, open: OpenTable): Promise<Counts> {
  const rows = await checkedRows(reading, open);
  reading.ledger.read(open);
  const practices = numbering();
  const parts = numbering();
  const records = new Int32Array(rows.counted.length * 3);
  for (const [k, i] of rows.counted.entries()) {
    records[k * 3] = practices.number(rows.practice[i] as string);
    records[k * 3 + 1] = parts.number(rows.part[i] as string);
    records[k * 3 + 2] =
      (sexBit((rows.sex[i] as string).toUpperCase()) << sexShift) | Number(rows.patients[i]);
  }
  const counts = groupCounts(practices.texts, parts.texts, records);
  if (counts !== null) return counts;
  requireOnce(open, rows);
  // Words of one letter for the same sex, or unknown ones, are not the same sex.
  return groupCounts(practices.texts, parts.texts, records, true) as Counts;
}

async function countsOf(reading: Reading, open: OpenTable): Promise<Counts> {
  if (open.counts === null) return countWithCare(reading, open);
  reading.ledger.read(open);
  return countsIn(await readFile(open.counts.path));
}

const loaded = new WeakMap<Reading, { opens: readonly OpenTable[]; counts: Promise<Counts[]> }>();

/**
 * The counts of an extract by age or neighbourhood, of each of its files. Those of the extract that was asked for last
 * are held in memory. Throws InputError at a row that cannot be.
 */
export function loadCounts(reading: Reading, opens: readonly OpenTable[]): Promise<readonly Counts[]> {
  const last = loaded.get(reading);
  if (last?.opens.length === opens.length && opens.every((open, i) => open === last.opens[i]))
    return last.counts;
  const load = async () => {
    const all: Counts[] = [];
    for (const open of opens) all.push(await countsOf(reading, open));
    return all;
  };
  const counts = load();
  loaded.set(reading, { opens, counts });
  return counts;
}
