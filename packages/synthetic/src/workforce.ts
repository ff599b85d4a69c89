import { type Cell, toCsv } from '@inverse-care/domain';
import { snapshots } from './calendar.js';
import { places } from './places.js';
import { type Random, randomStream } from './random.js';
import type { World } from './world.js';

/** A staff role of the publication, and how common it is. */
interface Role {
  group: string;
  role: string;
  detailed: string;
  /** Rows a network of average size on the last snapshot. */
  rows: number;
  /** Share of those that were there on the first snapshot. */
  early: number;
}

const care = 'Other Direct Patient Care staff';
const linkWorker = {
  group: care,
  role: 'Social Prescribing Link Workers',
  detailed: 'Social Prescribing Link Worker',
};
const others: readonly Role[] = [
  {
    group: 'Directors',
    role: 'Medical Clinical Director',
    detailed: 'Clinical Director – Medical',
    rows: 1,
    early: 1,
  },
  { group: care, role: 'Pharmacists', detailed: 'Pharmacist', rows: 3.4, early: 0.35 },
  { group: care, role: 'Care Coordinators', detailed: 'Care Coordinator', rows: 2.4, early: 0.02 },
  { group: care, role: 'Physiotherapists', detailed: 'Physiotherapist', rows: 0.9, early: 0.1 },
  { group: care, role: 'Paramedics', detailed: 'Paramedic', rows: 0.6, early: 0.05 },
  { group: care, role: 'Pharmacy Technicians', detailed: 'Pharmacy Technician', rows: 1.1, early: 0.05 },
  {
    group: care,
    role: 'Health and Wellbeing Coaches',
    detailed: 'Health and Wellbeing Coach',
    rows: 0.6,
    early: 0.01,
  },
  { group: care, role: 'Physician Associates', detailed: 'Physician Associate', rows: 0.5, early: 0.05 },
  { group: 'Other Admin/Non-clinical staff', role: 'Managers', detailed: 'Manager', rows: 0.5, early: 0.2 },
  { group: care, role: 'Nursing Associates', detailed: 'Nursing Associate', rows: 0.15, early: 0.05 },
  { group: care, role: 'Podiatrists', detailed: 'Podiatrist', rows: 0.06, early: 0.05 },
];

const mostPerRole = 12;
/** Unique identifiers set aside for a network. */
const identifiers = 200;

const header = [
  'Data_source',
  ...['CENSUS_YEAR', 'CENSUS_MONTH'],
  ...['PCN_CODE', 'PCN_NAME'],
  ...['SUB_ICB_CODE', 'SUB_ICB_NAME', 'ICB_CODE', 'ICB_NAME', 'COMM_REGION_CODE', 'COMM_REGION_NAME'],
  ...['STAFF_GROUP', 'STAFF_ROLE', 'DETAILED_STAFF_ROLE'],
  ...['FTE', 'UNIQUE_IDENTIFIER'],
];

/** Primary Care Network Workforce, individual level, of a snapshot: one row a person, none where not reported. */
export function workforceFile({ networks, provision, seed }: World, t: number): string {
  const date = snapshots[t]!;
  const census = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const rows: Cell[][] = [];
  const reported = provision[t]!.filter((row) => row.reported);
  const averagePatients = reported.reduce((total, { patients }) => total + patients, 0) / reported.length;
  for (const { network, patients, fte } of reported) {
    const { code, name, place } = networks[network]!;
    const at = places[place]!;
    const icb = at.icbName.replace('Integrated Care Board', 'ICB');
    const where = [code, name, at.code, at.name, at.icbCode, icb, at.regionCode, at.regionName];
    const random = randomStream(seed, `staff ${code}`);
    let person = network * identifiers;
    const add = (
      { group, role, detailed }: Omit<Role, 'rows' | 'early'>,
      share: string,
      contracted: boolean,
    ) => {
      const source = contracted ? 'SYNTHETIC NWRS contracted services' : 'SYNTHETIC NWRS Staff';
      rows.push([source, ...census, ...where, group, role, detailed, share, 1001 + person++]);
    };
    for (const role of others) {
      for (const { hours, contracted } of staffOf(role, t, patients / averagePatients, random)) {
        add(role, fteOfHours(hours), contracted);
      }
    }
    person = network * identifiers + others.length * mostPerRole;
    for (const part of parts(fte, random)) add(linkWorker, billionths(part), random.uniform() < 0.15);
  }
  return toCsv(header, rows, '\r\n');
}

/** A member of staff. */
interface Person {
  /** Hours a week. */
  hours: number;
  contracted: boolean;
}

/** Staff of a role: the same people from snapshot to snapshot, and more of them with time. */
function staffOf({ role, rows, early }: Role, t: number, size: number, random: Random): Person[] {
  const director = role === 'Medical Clinical Director';
  const share = early + ((1 - early) * t) / (snapshots.length - 1);
  const keenness = (0.4 + 0.6 * size) * random.lognormal(0.4);
  const wanted = Math.floor(rows * share * keenness + random.uniform());
  const people = Array.from({ length: mostPerRole }, () => {
    const hours = random.uniform() < 0.6 ? 37.5 : 7.5 + 0.5 * random.below(60);
    return { hours: director ? 4 + (hours % 8) : hours, contracted: random.uniform() < 0.1 };
  });
  return people.slice(0, director ? 1 : wanted);
}

/** Full-time equivalents of a week of 37.5 hours, nine decimals. */
function fteOfHours(hours: number): string {
  return billionths(Math.round((hours / 37.5) * 1e9));
}

/** Splits full-time equivalents of nine decimals into persons of at most about one; billionths that add up. */
function parts(fte: number, random: Random): number[] {
  let left = Math.round(fte * 1e9);
  const split: number[] = [];
  while (left > 1_100_000_000) {
    const part =
      random.uniform() < 0.6 ? 1_000_000_000 : Math.round((0.4 + 0.55 * random.uniform()) * 75) * 13_333_333;
    split.push(part);
    left -= part;
  }
  if (left > 0) split.push(left);
  return split;
}

/** A whole number of billionths as a decimal without trailing zeros. */
function billionths(n: number): string {
  const whole = Math.floor(n / 1e9);
  const rest = String(n - whole * 1e9)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}
