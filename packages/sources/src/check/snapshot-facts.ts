import { order, type SnapshotCheck, type VariableId } from '@inverse-care/domain';
import type { Disagreement, Memberships } from '../places/memberships.js';
import type { RegisteredPatients } from '../places/patients.js';
import type { Pcn } from '../places/place-pcns.js';
import type { Table } from '../recognise/recognise-table.js';
import type { PracticeColumns } from '../variables/practice-columns.js';
import type { Workforce } from '../workforce/workforce.js';

/** What the data hold for one snapshot, with the codes that do not join and the files they come from. */
export interface SnapshotFacts {
  check: SnapshotCheck;
  files: { workforce: string | null; patients: string; membership: string };
  /** Of the extracts; null where the file has no date. */
  dates: { patients: string; membership: string | null };
  membership: {
    /** Of memberships with dates; null where a map was taken. */
    lastChange: string | null;
    other: Disagreement | null;
  };
  odd: Workforce['odd'];
  codes: {
    /** Of PCNs in the workforce that have no practice with patients. */
    staffedOutside: readonly string[];
    role: string;
    /** FTE of the role in them. */
    fteOutside: number;
    /** Of practices with patients and no PCN, those with most patients first. */
    practicesOutside: readonly string[];
    membersWithoutPatients: readonly string[];
  };
}

/** What a build joins on a snapshot. */
interface Joined {
  /** Whose FTE is summed. */
  role: string;
  /** Of the folder. */
  tables: readonly Table[];
  workforce: Workforce;
  memberships: Memberships;
  registered: RegisteredPatients;
  pcns: readonly Pcn[];
  /** Practice values by variable. */
  sources: ReadonlyMap<VariableId, ReadonlyMap<string, number>>;
  columns: PracticeColumns;
}

/** Counts what of a snapshot's sources joins, and what does not. */
export function snapshotFacts({
  role,
  tables,
  workforce,
  memberships,
  registered,
  pcns,
  sources,
  columns,
}: Joined): SnapshotFacts {
  const { snapshot, byPcn } = workforce;
  const existing = new Set(pcns.map(({ code }) => code));
  const members = new Set(memberships.members.map(({ practice }) => practice));
  const withPatients = [...registered.counts].filter(([, n]) => n > 0);
  const outside = withPatients.filter(([practice]) => !members.has(practice));
  const staffedOutside = [...byPcn.keys()].filter((code) => !existing.has(code)).sort();
  const membersWithoutPatients = [...members].filter(
    (practice) => (registered.counts.get(practice) ?? 0) === 0,
  );
  const sum = (entries: readonly (readonly [string, number])[]) => entries.reduce((n, [, one]) => n + one, 0);
  const inPcns = pcns.reduce((n, { patients }) => n + patients, 0);
  const without = [...sources].map(([variable, byPractice]) => {
    const column = columns.of(byPractice);
    let patients = 0;
    for (const { practices } of pcns) {
      for (const practice of practices)
        if (Number.isNaN(column[practice.number])) patients += practice.patients;
    }
    return [variable, inPcns === 0 ? 1 : patients / inPcns] as const;
  });
  return {
    check: {
      snapshot,
      pcns: pcns.length,
      pcns_reporting: pcns.filter(({ code }) => byPcn.has(code)).length,
      practices: withPatients.length,
      patients: sum(withPatients),
      patients_outside_pcns: sum(outside),
      practices_outside_pcns: outside.length,
      members_without_patients: membersWithoutPatients.length,
      staffed_codes_outside: staffedOutside.length,
      without_value: Object.fromEntries(without),
    },
    files: {
      workforce: tables.find(({ kind, date }) => kind.id === 'workforce' && date === snapshot)?.name ?? null,
      patients: registered.tables[0]?.name ?? '',
      membership: memberships.table.name,
    },
    dates: { patients: registered.date, membership: memberships.table.date },
    membership: { lastChange: memberships.lastChange, other: memberships.other },
    odd: workforce.odd,
    codes: {
      staffedOutside,
      role,
      fteOutside: staffedOutside.reduce((fte, code) => fte + (byPcn.get(code)?.fte ?? 0), 0),
      practicesOutside: outside.sort(([a, m], [b, n]) => n - m || order(a, b)).map(([practice]) => practice),
      membersWithoutPatients: membersWithoutPatients.sort(),
    },
  };
}
