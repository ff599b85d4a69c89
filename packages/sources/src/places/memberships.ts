import { InputError, order, type Snapshot } from '@inverse-care/domain';
import { byNearness, extractsOf } from '../reading/extracts.js';
import { openOnly } from '../reading/open-extract.js';
import { cellError, type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { practiceRows, requireDate } from '../reading/row-checks.js';
import type { Table } from '../recognise/recognise-table.js';
import { parseDate } from '../tables/dates.js';

/** A practice's place in a PCN on some date. Codes as in the file; empty where it has none. */
export interface Membership {
  practice: string;
  pcn: string;
  pcnName: string;
  /** Sub-ICB or CCG code of the practice. */
  subIcb: string;
  /** Of the PCN's parent. */
  pcnSubIcb: string;
}

/** Memberships on a date by practice code, ascending. Practices without a PCN are not there. */
export interface Memberships {
  table: Table;
  members: readonly Membership[];
}

interface DatedMembership extends Membership {
  start: string;
  end: string | null;
}

const inPcn = ({ pcn }: Membership) => pcn !== '' && pcn !== 'U';
const byPractice = (a: Membership, b: Membership) => order(a.practice, b.practice);

/** Without a practice's place, a PCN sits where other files say. */
function warnPlaceless({ ledger }: Reading, { name, fields }: Table): void {
  if (fields.subIcb !== undefined) return;
  ledger.warn(
    name,
    'It has no column of sub-ICB or CCG codes: where a PCN sits is taken from the map of practices or from the patients file.',
  );
}

/** A code that no PCN has would be a PCN of its own. */
function requirePcn(open: OpenTable, index: number, pcn: string): void {
  if (/^[A-Z0-9]{0,12}$/.test(pcn)) return;
  throw cellError(open, index, 'pcn', `"${pcn}" cannot be the code of a PCN`, 'a code such as U00001');
}

async function readDated(reading: Reading, tables: readonly Table[]) {
  const open = await openOnly(reading, tables, 'PCN memberships (ePCN)');
  const known = datedRows.get(open) ?? readRows(reading, open);
  datedRows.set(open, known);
  const rows = await known;
  reading.ledger.read(open);
  warnPlaceless(reading, open.table);
  return { table: open.table, rows };
}

const datedRows = new WeakMap<OpenTable, Promise<DatedMembership[]>>();

/** Rows of a table of dated memberships in the order of `onDate`, read once: `check` asks for them twice. */
async function readRows(reading: Reading, open: OpenTable): Promise<DatedMembership[]> {
  const fields = ['practice', 'pcn', 'pcnName', 'subIcb', 'pcnSubIcb', 'start', 'end'] as const;
  const cells = await readFields(open, fields, reading.workspace);
  const rows: DatedMembership[] = [];
  for (let i = 0; i < cells.practice.length; i++) {
    const practice = (cells.practice[i] as string).toUpperCase();
    const pcn = (cells.pcn[i] as string).toUpperCase();
    if (practice === '' && pcn === '') continue;
    requirePcn(open, i, pcn);
    const start = parseDate(cells.start[i] as string);
    const end = cells.end[i] === '' ? null : parseDate(cells.end[i] as string);
    const expected = 'a date such as 20191001';
    if (start === null) throw cellError(open, i, 'start', `"${cells.start[i]}" is no date`, expected);
    if (end === null && cells.end[i] !== '') {
      throw cellError(open, i, 'end', `"${cells.end[i]}" is no date`, `${expected}, or nothing`);
    }
    rows.push({
      practice,
      pcn,
      pcnName: cells.pcnName[i] as string,
      subIcb: (cells.subIcb[i] as string).toUpperCase(),
      pcnSubIcb: (cells.pcnSubIcb[i] as string).toUpperCase(),
      start,
      end,
    });
  }
  rows.sort((a, b) => byPractice(a, b) || order(b.start, a.start) || order(a.pcn, b.pcn));
  return rows;
}

function onDate(rows: readonly DatedMembership[], date: Snapshot): Membership[] {
  const members: Membership[] = [];
  let last = '';
  for (const row of rows) {
    if (row.practice === last || row.start > date || (row.end !== null && row.end < date)) continue;
    last = row.practice;
    if (inPcn(row)) members.push(row);
  }
  return members;
}

/** Reads the practice-to-PCN map nearest to a date; null where there is none. */
export async function readMap(reading: Reading, date: Snapshot): Promise<Memberships | null> {
  const extract = byNearness(date, extractsOf(reading.tables, ['membership-map']))[0];
  if (extract === undefined) return null;
  const open = await openOnly(reading, extract.tables, `the practice-to-PCN map of ${extract.date}`);
  const cells = await readFields(open, ['date', 'practice', 'pcn', 'pcnName', 'subIcb'], reading.workspace);
  reading.ledger.read(open);
  warnPlaceless(reading, open.table);
  const placeless = cells.practice.filter(
    (_, i) => open.table.fields.subIcb !== undefined && cells.subIcb[i] === '',
  ).length;
  if (placeless > 0) {
    reading.ledger.warn(open.table.name, `Rows without a sub-ICB or CCG code: ${placeless}.`);
  }
  const members = new Map<string, Membership>();
  for (const [i, practice] of practiceRows(open, cells.practice)) {
    requireDate(open, i, cells.date[i] as string);
    const pcn = (cells.pcn[i] as string).toUpperCase();
    requirePcn(open, i, pcn);
    members.set(practice, {
      practice,
      pcn,
      pcnName: cells.pcnName[i] as string,
      subIcb: (cells.subIcb[i] as string).toUpperCase(),
      pcnSubIcb: '',
    });
  }
  return { table: open.table, members: [...members.values()].sort(byPractice) };
}

/** Finds the memberships on each snapshot: by the dates of ePCN where it is there, else from the nearest map. */
export async function membershipsReader(
  reading: Reading,
): Promise<(snapshot: Snapshot) => Promise<Memberships>> {
  const dated = reading.tables.filter(({ kind }) => kind.id === 'membership-dates');
  const epcn = dated.length === 0 ? null : await readDated(reading, dated);
  const maps = new Map<string, Memberships>();
  return async (snapshot) => {
    let found: Memberships;
    if (epcn !== null) found = { table: epcn.table, members: onDate(epcn.rows, snapshot) };
    else {
      const nearest = byNearness(snapshot, extractsOf(reading.tables, ['membership-map']))[0];
      if (nearest === undefined) {
        throw new InputError('The folder does not say which practice belongs to which PCN', {
          expected: 'ePCN.xlsx, or a practice-to-PCN map (gp-reg-pat-prac-map)',
          remedy:
            'Download https://files.digital.nhs.uk/assets/ods/current/epcn.zip and put the workbook into the folder.',
        });
      }
      const map = maps.get(nearest.date) ?? ((await readMap(reading, snapshot)) as Memberships);
      maps.set(nearest.date, map);
      found = { table: map.table, members: map.members.filter(inPcn) };
    }
    reading.ledger.serve(snapshot, 'membership', [found.table]);
    return found;
  };
}
