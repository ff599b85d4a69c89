import { daysBetween, InputError, type Snapshot } from '@inverse-care/domain';
import { byNearness } from '../reading/extracts.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { type Edition, membersOn, readEditions, useEdition } from './dated-memberships.js';
import { type Evidence, evidenceOn } from './evidence.js';
import { mapDates, mapOf } from './membership-map.js';
import { byPractice, inPcn, type Membership } from './membership-rows.js';

/** Memberships on a date by practice code, ascending. Practices without a PCN are not there. */
export interface Memberships {
  table: Table;
  members: readonly Membership[];
  /** Of memberships with dates, the last change in the file; null where a map was taken. */
  lastChange: string | null;
  /** What other evidence of about that date says; null where there is none. */
  other: Disagreement | null;
}

/** How far two pieces of evidence place practices differently. */
export interface Disagreement {
  /** The file that was not taken. */
  name: string;
  /** Of the map that was taken, or was not. */
  mapDate: string;
  /** Practices that both place in a PCN. */
  both: number;
  /** Of them, those that are in different PCNs, by code. */
  differ: readonly string[];
}

/** How far, in days, a map may lie from a snapshot to be held against memberships with dates: half a quarter. */
const comparable = 46;

/** How two lists place the practices that both have. */
export function disagreement(
  taken: readonly Membership[],
  other: readonly Membership[],
): Pick<Disagreement, 'both' | 'differ'> {
  const pcnOf = new Map(other.filter(inPcn).map(({ practice, pcn }) => [practice, pcn]));
  const both = taken.filter(({ practice }) => pcnOf.has(practice));
  return {
    both: both.length,
    differ: both.filter(({ practice, pcn }) => pcnOf.get(practice) !== pcn).map(({ practice }) => practice),
  };
}

/** Members after a map; a practice that it does not list at all, in a PCN or in none, is where memberships with dates had it. */
async function fromMap(
  reading: Reading,
  snapshot: Snapshot,
  date: string,
  latest: Edition | undefined,
): Promise<Memberships> {
  const { table, members: all } = await mapOf(reading, date);
  const members = all.filter(inPcn);
  if (latest === undefined) return { table, members, lastChange: null, other: null };
  const dated = membersOn(latest, snapshot);
  const other = { name: latest.table.name, mapDate: date, ...disagreement(members, dated) };
  const listed = new Set(all.map(({ practice }) => practice));
  const unlisted = dated.filter(({ practice }) => !listed.has(practice));
  if (unlisted.length > 0) useEdition(reading, latest);
  return { table, members: [...members, ...unlisted].sort(byPractice), lastChange: null, other };
}

async function fromDates(reading: Reading, snapshot: Snapshot, edition: Edition): Promise<Memberships> {
  useEdition(reading, edition);
  const { table, lastChange } = edition;
  const members = membersOn(edition, snapshot);
  const map = byNearness(
    snapshot,
    mapDates(reading).map((date) => ({ date })),
  )[0]?.date;
  if (map === undefined || Math.abs(daysBetween(snapshot, map)) > comparable) {
    return { table, members, lastChange, other: null };
  }
  try {
    const { table: mapTable, members: mapped } = await mapOf(reading, map);
    const other = { name: mapTable.name, mapDate: map, ...disagreement(members, mapped) };
    return { table, members, lastChange, other };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // The run does not need the map: `check` names what is wrong with it.
    return { table, members, lastChange, other: null };
  }
}

/** Finds memberships by the evidence that was true nearest to a date (see `evidenceOn`). */
export interface MembershipsReader {
  /** The last change in the latest file of memberships with dates; null where there is none. */
  vouchedUntil: string | null;
  /** On any date. */
  at(date: Snapshot): Promise<Memberships>;
  /** On a snapshot, for which the file that served is noted. */
  on(snapshot: Snapshot): Promise<Memberships>;
}

/** @throws InputError where a file of memberships cannot be read. */
export async function membershipsReader(reading: Reading): Promise<MembershipsReader> {
  const editions = await readEditions(reading);
  const maps = mapDates(reading);
  const at = async (snapshot: Snapshot) => {
    const evidence: Evidence<Edition> | null = evidenceOn(snapshot, editions, maps);
    if (evidence === null) {
      throw new InputError('The folder does not say which practice belongs to which PCN', {
        expected: 'ePCN.xlsx, or a practice-to-PCN map (gp-reg-pat-prac-map)',
        remedy:
          'Download https://files.digital.nhs.uk/assets/ods/current/epcn.zip and put the workbook into the folder.',
      });
    }
    return evidence.by === 'map'
      ? fromMap(reading, snapshot, evidence.date, editions[0])
      : fromDates(reading, snapshot, evidence.edition);
  };
  return {
    vouchedUntil: editions[0]?.lastChange ?? null,
    at,
    async on(snapshot) {
      const found = await at(snapshot);
      reading.ledger.serve(snapshot, 'membership', [found.table]);
      return found;
    },
  };
}
