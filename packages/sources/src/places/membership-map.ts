import { distinct, type Snapshot } from '@inverse-care/domain';
import { byNearness, extractsOf } from '../reading/extracts.js';
import { openOnly } from '../reading/open-extract.js';
import { readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { practiceRows, requireDate } from '../reading/row-checks.js';
import type { Table } from '../recognise/recognise-table.js';
import { byPractice, type Membership, MembershipCodes, warnPlaceless } from './membership-rows.js';

/** A practice-to-PCN map: every practice of a day, also those without a PCN, by code. */
export interface PracticeMap {
  table: Table;
  date: string;
  members: readonly Membership[];
}

const mapsOf = (reading: Reading) => extractsOf(reading.tables, ['membership-map']);

/** Days of the folder's maps. */
export const mapDates = (reading: Reading): string[] => distinct(mapsOf(reading).map(({ date }) => date));

const known = new WeakMap<Reading, Map<string, Promise<PracticeMap>>>();

async function read(reading: Reading, date: string): Promise<PracticeMap> {
  const tables = mapsOf(reading).find((extract) => extract.date === date)?.tables ?? [];
  const open = await openOnly(reading, tables, `the practice-to-PCN map of ${date}`);
  const cells = await readFields(
    open,
    ['date', 'practice', 'practiceName', 'pcn', 'pcnName', 'subIcb'],
    reading.workspace,
  );
  reading.ledger.read(open);
  warnPlaceless(reading, open.table);
  const placeless = cells.practice.filter(
    (_, i) => open.table.fields.subIcb !== undefined && cells.subIcb[i] === '',
  ).length;
  if (placeless > 0) {
    reading.ledger.warn(open.table.name, `Rows without a sub-ICB or CCG code: ${placeless}.`);
  }
  const members = new Map<string, Membership>();
  const codes = new MembershipCodes(open);
  for (const [i, practice] of practiceRows(open, cells.practice)) {
    requireDate(open, i, cells.date[i] as string);
    const pcn = codes.pcnOf(i, practice, cells.pcn[i] as string);
    if (pcn === null) continue;
    members.set(practice, {
      practice,
      practiceName: cells.practiceName[i] as string,
      pcn,
      pcnName: cells.pcnName[i] as string,
      subIcb: codes.placeOf(cells.subIcb[i] as string),
      pcnSubIcb: '',
    });
  }
  codes.close(reading);
  reading.ledger.lists(
    open.table,
    cells.practice.map((code) => code.toUpperCase()),
  );
  return { table: open.table, date, members: [...members.values()].sort(byPractice) };
}

/** Reads the practice-to-PCN map of a day, once in a reading. */
export function mapOf(reading: Reading, date: string): Promise<PracticeMap> {
  const maps = known.get(reading) ?? new Map<string, Promise<PracticeMap>>();
  known.set(reading, maps);
  const map = maps.get(date) ?? read(reading, date);
  maps.set(date, map);
  return map;
}

/** Reads the practice-to-PCN map nearest to a date; null where there is none. */
export async function readMap(reading: Reading, date: Snapshot): Promise<PracticeMap | null> {
  const nearest = byNearness(
    date,
    mapDates(reading).map((one) => ({ date: one })),
  )[0];
  return nearest === undefined ? null : mapOf(reading, nearest.date);
}
