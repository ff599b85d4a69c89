import {
  byCloseness,
  isOfRole,
  namesOfRole,
  order,
  roleInWords,
  type SnapshotCheck,
  type StudyRole,
  stemOf,
  type VariableId,
} from '@inverse-care/domain';
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
  /** Roles of the publication that add something in brackets to one of the study's, and are not asked for. */
  kin: readonly { name: string; rows: number; fte: number }[];
  repeated: Workforce['repeated'];
  /** Roles of the census where none of them is the study's: those whose names are nearest to it; else null. */
  instead: readonly string[] | null;
  from: Joined['from'];
  /** PCNs whose provision no PCN can have, those with most first. */
  absurd: readonly { pcn: string; fte: number; patients: number }[];
  codes: {
    /** Of PCNs in the workforce that have no practice with patients. */
    staffedOutside: readonly string[];
    role: StudyRole;
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
  role: StudyRole;
  /** Of the folder. */
  tables: readonly Table[];
  workforce: Workforce;
  memberships: Memberships;
  registered: RegisteredPatients;
  pcns: readonly Pcn[];
  /** Practice values by variable. */
  sources: ReadonlyMap<VariableId, ReadonlyMap<string, number>>;
  columns: PracticeColumns;
  /** Names of the tables that the values of a variable are from. */
  from: ReadonlyMap<VariableId, readonly string[]>;
}

const totalOf = (role: StudyRole, roles: Workforce['roles']): number => {
  const is = isOfRole(role);
  return [...roles].reduce((sum, [name, { fte }]) => sum + (is(name) ? fte : 0), 0);
};

function kinOf(role: StudyRole, roles: Workforce['roles']): SnapshotFacts['kin'] {
  const is = isOfRole(role);
  const stems = new Set(namesOfRole(role).map(stemOf));
  return [...roles]
    .filter(([name]) => !is(name) && stems.has(stemOf(name)))
    .map(([name, { rows, fte }]) => ({ name, rows, fte }))
    .sort((a, b) => order(a.name, b.name));
}

function insteadOf(role: StudyRole, roles: Workforce['roles']): SnapshotFacts['instead'] {
  if ([...roles.keys()].some(isOfRole(role))) return null;
  return byCloseness(namesOfRole(role)[0] as string, [...roles.keys()]).slice(0, 3);
}

/** FTE per 10,000 patients that one role does not reach in any PCN: the greatest seen is 3.5. */
const mostOfOneRole = 10;

/** PCNs far above what any PCN has, and above ten times the median of those with some, whatever the roles. */
function absurdOf(pcns: readonly Pcn[], byPcn: Workforce['byPcn']): SnapshotFacts['absurd'] {
  const rates = pcns
    .map(({ code, patients }) => ({ pcn: code, patients, fte: byPcn.get(code)?.fte ?? 0 }))
    .filter(({ fte }) => fte > 0)
    .map((one) => ({ ...one, rate: (10_000 * one.fte) / one.patients }))
    .sort((a, b) => b.rate - a.rate || order(a.pcn, b.pcn));
  const median = rates[Math.floor(rates.length / 2)]?.rate ?? 0;
  const most = Math.max(mostOfOneRole, 10 * median);
  return rates.filter(({ rate }) => rate > most).map(({ pcn, fte, patients }) => ({ pcn, fte, patients }));
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
  from,
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
      fte: totalOf(role, workforce.roles),
      people: workforce.headcount.people,
      rows_without_identifier: workforce.headcount.withoutIdentifier,
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
    kin: kinOf(role, workforce.roles),
    repeated: workforce.repeated,
    instead: insteadOf(role, workforce.roles),
    from,
    absurd: absurdOf(pcns, byPcn),
    codes: {
      staffedOutside,
      role: roleInWords(role),
      fteOutside: staffedOutside.reduce((fte, code) => fte + (byPcn.get(code)?.fte ?? 0), 0),
      practicesOutside: outside.sort(([a, m], [b, n]) => n - m || order(a, b)).map(([practice]) => practice),
      membersWithoutPatients: membersWithoutPatients.sort(),
    },
  };
}
