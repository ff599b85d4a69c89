import { InputError, type Snapshot } from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { passedOver } from '../check/judge-copies.js';
import { judgePatients } from '../check/judge-patients.js';
import { patientsExpected } from '../country/country.js';
import type { Counts } from '../counts/count-tally.js';
import { weightedSums } from '../counts/weighted-sums.js';
import { askCounts } from '../reading/ask-counts.js';
import { type Extract, extractsOf, nearestReader } from '../reading/extracts.js';
import { requireLargerBodies, warnStrangeBodies } from '../reading/larger-bodies.js';
import { openOnly, openWhole } from '../reading/open-extract.js';
import { cellError, fileRow, type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { requireDate } from '../reading/row-checks.js';
import type { Table } from '../recognise/recognise-table.js';
import { isPracticeType } from '../tables/body-type.js';
import { isCode, NotCodes } from './codes.js';

/** Registered patients by practice on a date. */
export interface RegisteredPatients {
  date: string;
  tables: readonly Table[];
  counts: ReadonlyMap<string, number>;
  /** Sub-ICB or CCG code by practice, where the file has one. */
  subIcb: ReadonlyMap<string, string>;
}

/** Kinds that say how many patients a practice has; on the same date the first is taken. */
export const patientKinds: readonly KindId[] = [
  'patients-totals',
  'patients-single-year',
  'patients-five-year',
  'patients-lsoa',
];

const isCount = (cell: string, most: number) => /^\d{1,9}$/.test(cell) && Number(cell) <= most;

const allAges = /^(ALL( AGES)?|TOTAL)?$/i;

/** Throws InputError where what stands in the column of practices is never a code. */
function requireSomeCode(open: OpenTable, strange: NotCodes): void {
  if (strange.rows === 0) return;
  throw cellError(
    open,
    0,
    'practice',
    `No row has the code of a practice: this column says ${strange.inWords()}`,
    'codes such as A81001; see whether two columns have changed places',
  );
}

const outOfCounts = 'their patients are nobody’s';

const totals = new WeakMap<OpenTable, Promise<RegisteredPatients | null>>();

/** Reads a table of totals, once: `check` asks for it by file and by snapshot. */
function readTotals(reading: Reading, open: OpenTable): Promise<RegisteredPatients | null> {
  const known = totals.get(open) ?? addTotals(reading, open);
  totals.set(open, known);
  return known;
}

async function addTotals(reading: Reading, open: OpenTable): Promise<RegisteredPatients | null> {
  const cells = await readFields(
    open,
    ['date', 'type', 'practice', 'sex', 'age', 'patients', 'subIcb'],
    reading.workspace,
  );
  const { country } = reading.workspace;
  const rowsBySex = new Map<string, Map<string, number>>();
  const counts = new Map<string, number>();
  const subIcb = new Map<string, string>();
  const total = new Set<string>();
  const strange = new NotCodes();
  const kinds = new Map<string, number>();
  for (let i = 0; i < cells.practice.length; i++) {
    const type = (cells.type[i] as string).toUpperCase();
    kinds.set(type, (kinds.get(type) ?? 0) + 1);
    if (!isPracticeType(type)) continue;
    const practice = (cells.practice[i] as string).toUpperCase();
    const count = cells.patients[i] as string;
    if (practice === '')
      throw cellError(open, i, 'practice', 'The practice has no code', 'a code such as A81001');
    if (!isCount(count, country.practicePatientsMost)) {
      throw cellError(
        open,
        i,
        'patients',
        `${practice} cannot have "${count}" registered patients`,
        patientsExpected(country),
      );
    }
    requireDate(open, i, cells.date[i] as string);
    if (!allAges.test(cells.age[i] as string)) {
      throw cellError(
        open,
        i,
        'age',
        `"${cells.age[i]}" is not all ages`,
        'ALL in every row, as in the others',
      );
    }
    if (!isCode('practice', practice)) {
      strange.take(practice);
      continue;
    }
    const sex = (cells.sex[i] as string).toUpperCase();
    const rowOf = rowsBySex.get(sex) ?? new Map<string, number>();
    rowsBySex.set(sex, rowOf);
    const before = rowOf.get(practice);
    if (before !== undefined) {
      throw cellError(
        open,
        i,
        'practice',
        `${practice} is here for the second time; the first is row ${fileRow(open, before)}`,
        'one row a practice',
      );
    }
    rowOf.set(practice, i);
    if (sex === 'ALL') {
      counts.set(practice, Number(count));
      total.add(practice);
    } else if (!total.has(practice)) counts.set(practice, (counts.get(practice) ?? 0) + Number(count));
    if (cells.subIcb[i] !== '') subIcb.set(practice, (cells.subIcb[i] as string).toUpperCase());
  }
  reading.ledger.notCodes(open.table, 'practice', strange, outOfCounts);
  if (counts.size > 0) warnStrangeBodies(reading, open, kinds);
  if (counts.size > 0) return { date: open.table.date as string, tables: [open.table], counts, subIcb };
  requireSomeCode(open, strange);
  requireLargerBodies(open, kinds.keys());
  return null;
}

/** Each practice's patients: of the rows of all ages where it has them, else of all parts. */
function totalsOf(files: readonly Counts[]): { practices: string[]; totals: number[] } {
  const aged = new Set<string>();
  for (const { practices, parts, starts, part } of files) {
    const all = parts.indexOf('ALL');
    for (const [p, practice] of practices.entries()) {
      if (part.subarray(starts[p], starts[p + 1]).includes(all)) aged.add(practice);
    }
  }
  const { practices, sums } = weightedSums(files, 2, (part, row) => {
    row[part === 'ALL' ? 0 : 1] = 1;
  });
  const totals = sums.map(([all, parts], i) => (aged.has(practices[i] as string) ? all : parts) as number);
  return { practices, totals };
}

/** The registered patients of an extract; null, with a warning, where it does not count all patients of practices. */
async function readExtract(reading: Reading, extract: Extract): Promise<RegisteredPatients | null> {
  const { kind, date } = extract;
  if (kind.id === 'patients-totals') {
    const open = await openOnly(reading, extract.tables, `${kind.label} of ${date}`);
    reading.ledger.read(open);
    return readTotals(reading, open);
  }
  const opens = await openWhole(reading, extract);
  if (opens === null) return null;
  const { practices, totals } = await askCounts(reading, opens, ['patients'], (files) => totalsOf(files));
  if (practices.length === 0) return null;
  const counts = new Map<string, number>();
  const strange = new NotCodes();
  for (const [i, practice] of practices.entries()) {
    if (isCode('practice', practice)) counts.set(practice, totals[i] as number);
    else strange.take(practice);
  }
  const { table } = opens[0] as OpenTable;
  reading.ledger.notCodes(table, 'practice', strange, outOfCounts);
  if (counts.size === 0) requireSomeCode(opens[0] as OpenTable, strange);
  const { country } = reading.workspace;
  for (const [practice, count] of counts) {
    if (count > country.practicePatientsMost) {
      throw new InputError(`${practice} cannot have ${count} registered patients`, {
        place: { file: table.name },
        expected: patientsExpected(country),
        remedy: `Download the file again from ${kind.page}.`,
      });
    }
  }
  return { date, tables: opens.map(({ table }) => table), counts, subIcb: new Map() };
}

/**
 * The registered patients of an extract, with what a reader should know of it noted in the ledger.
 * @returns null, with a finding, where it does not count all patients of practices.
 */
export async function readPatients(reading: Reading, extract: Extract): Promise<RegisteredPatients | null> {
  const read = await readExtract(reading, extract);
  if (read === null) {
    reading.ledger.find(passedOver(extract));
    return null;
  }
  const { counts, subIcb, tables } = read;
  for (const table of tables) reading.ledger.lists(table, counts.keys());
  reading.ledger.find(...judgePatients(counts, subIcb, tables[0]?.name ?? '', reading.workspace.country));
  return read;
}

/** Finds the registered patients of each snapshot, reading each extract once. */
export function patientsReader(reading: Reading): (snapshot: Snapshot) => Promise<RegisteredPatients> {
  const extracts = extractsOf(reading.tables, patientKinds);
  const nearest = nearestReader(extracts, (extract) => readPatients(reading, extract));
  return async (snapshot) => {
    const patients = await nearest(snapshot);
    if (patients !== null) {
      reading.ledger.serve(snapshot, 'registered patients', patients.tables);
      return patients;
    }
    throw new InputError('The folder has no file of registered patients by practice', {
      expected: 'Patients Registered at a GP Practice: totals, by age or by LSOA',
      remedy:
        'Download gp-reg-pat-prac-all of the months nearest to the snapshots from https://digital.nhs.uk/data-and-information/publications/statistical/patients-registered-at-a-gp-practice.',
    });
  };
}
