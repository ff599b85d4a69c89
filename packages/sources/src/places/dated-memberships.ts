import { order, type Snapshot } from '@inverse-care/domain';
import { openDistinct, rivals } from '../reading/open-extract.js';
import { cellError, type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { parseDate } from '../tables/dates.js';
import { byPractice, inPcn, type Membership, MembershipCodes, warnPlaceless } from './membership-rows.js';

interface DatedMembership extends Membership {
  start: string;
  end: string | null;
}

/** One edition of dated memberships (ePCN). */
export interface Edition {
  table: Table;
  open: OpenTable;
  /** In the order of `membersOn`. */
  rows: readonly DatedMembership[];
  /** The latest start or end in it: up to this date the edition vouches for who belongs where. Empty where it has no row. */
  lastChange: string;
}

const editions = new WeakMap<OpenTable, Promise<Edition>>();

/** Rows in the order of `membersOn`. */
async function readRows(reading: Reading, open: OpenTable): Promise<DatedMembership[]> {
  const fields = [
    'practice',
    'practiceName',
    'pcn',
    'pcnName',
    'subIcb',
    'pcnSubIcb',
    'start',
    'end',
  ] as const;
  const cells = await readFields(open, fields, reading.workspace);
  const rows: DatedMembership[] = [];
  const codes = new MembershipCodes(open);
  for (let i = 0; i < cells.practice.length; i++) {
    const practice = (cells.practice[i] as string).toUpperCase();
    if (practice === '' && cells.pcn[i] === '') continue;
    const pcn = codes.pcnOf(i, practice, cells.pcn[i] as string);
    if (pcn === null) continue;
    const start = parseDate(cells.start[i] as string);
    const end = cells.end[i] === '' ? null : parseDate(cells.end[i] as string);
    const expected = 'a date such as 20191001';
    if (start === null) throw cellError(open, i, 'start', `"${cells.start[i]}" is no date`, expected);
    if (end === null && cells.end[i] !== '') {
      throw cellError(open, i, 'end', `"${cells.end[i]}" is no date`, `${expected}, or nothing`);
    }
    rows.push({
      practice,
      practiceName: cells.practiceName[i] as string,
      pcn,
      pcnName: cells.pcnName[i] as string,
      subIcb: codes.placeOf(cells.subIcb[i] as string),
      pcnSubIcb: codes.placeOf(cells.pcnSubIcb[i] as string),
      start,
      end,
    });
  }
  codes.close(reading);
  return rows.sort((a, b) => byPractice(a, b) || order(b.start, a.start) || order(a.pcn, b.pcn));
}

async function readEdition(reading: Reading, open: OpenTable): Promise<Edition> {
  const rows = await readRows(reading, open);
  let lastChange = '';
  for (const { start, end } of rows) {
    if (start > lastChange) lastChange = start;
    if (end !== null && end > lastChange) lastChange = end;
  }
  return { table: open.table, open, rows, lastChange };
}

/**
 * The editions of dated memberships in the folder, the latest first; each is read once.
 * @throws InputError where two editions differ and changed last on the same day: nothing says which is the later.
 */
export async function readEditions(reading: Reading): Promise<Edition[]> {
  const tables = reading.tables.filter(({ kind }) => kind.id === 'membership-dates');
  const read: Edition[] = [];
  for (const open of await openDistinct(reading, tables)) {
    const edition = editions.get(open) ?? readEdition(reading, open);
    editions.set(open, edition);
    const { table, rows } = await edition;
    reading.ledger.lists(
      table,
      rows.map(({ practice }) => practice),
    );
    read.push(await edition);
  }
  read.sort((a, b) => order(b.lastChange, a.lastChange));
  const twin = read.findIndex(({ lastChange }, i) => lastChange === read[i + 1]?.lastChange);
  if (twin >= 0) {
    const names = read.slice(twin, twin + 2).map(({ table }) => table.name);
    throw rivals(names, `PCN memberships (ePCN) whose last change is of ${read[twin]?.lastChange}`);
  }
  return read;
}

/** Notes that an edition was used. */
export function useEdition(reading: Reading, { open, table }: Edition): void {
  reading.ledger.read(open);
  warnPlaceless(reading, table);
}

/** Memberships of an edition on a date: of a practice the latest start, then the lowest PCN code. */
export function membersOn({ rows }: Edition, date: Snapshot): Membership[] {
  const members: Membership[] = [];
  let last = '';
  for (const row of rows) {
    if (row.practice === last || row.start > date || (row.end !== null && row.end < date)) continue;
    last = row.practice;
    if (inPcn(row)) members.push(row);
  }
  return members;
}
