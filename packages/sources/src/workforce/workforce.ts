import { distinct, InputError, type Snapshot } from '@inverse-care/domain';
import { distance } from 'fastest-levenshtein';
import { bounds } from '../catalogue/catalogue.js';
import { extractsOf } from '../reading/extracts.js';
import { openSole } from '../reading/open-extract.js';
import { cellError, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { byCloseness, normalise } from '../tables/columns.js';
import { parseCensus } from '../tables/dates.js';
import { ExactSum, isDecimal } from './exact-sum.js';

/** Staff of the study's role in one PCN. */
export interface Staff {
  /** Sum of the role's FTE; 0 where the PCN has no row of the role. */
  fte: number;
  /** Rows of the role. */
  rows: number;
  name: string;
}

/** One snapshot of the workforce, by PCN code. A PCN with a row of any role is there. */
export interface Workforce {
  snapshot: Snapshot;
  byPcn: ReadonlyMap<string, Staff>;
  /** Rows of each role. */
  roles: ReadonlyMap<string, number>;
  /** Rows whose FTE is no number, and those in which it is a little below zero. */
  odd: { unreadable: OddRows; negative: OddRows };
}

/** Rows of a file that are kept, or left out of a sum, and counted. */
export interface OddRows {
  rows: number;
  /** Of them, those of the study's role. */
  ofRole: number;
}

/** The code of a PCN, or of those without one. */
const pcnCode = /^(U|[A-Z]\d{5})$/i;

const short = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

/** A role that is this near to the study's is more likely misspelt than another. */
const nearbyEdits = 2;

/** Census dates of the folder's workforce files, ascending. */
export function censusDates(tables: readonly Table[]): Snapshot[] {
  return extractsOf(tables, ['workforce'])
    .map(({ date }) => date)
    .sort();
}

/** Throws InputError that names the snapshots without a workforce file. */
export function requireCensuses(tables: readonly Table[], snapshots: readonly Snapshot[]): void {
  const there = censusDates(tables);
  const missing = snapshots.filter((snapshot) => !there.includes(snapshot));
  if (missing.length === 0) return;
  const one = missing.length === 1;
  throw new InputError(
    `The folder has no workforce file of the ${one ? 'snapshot' : 'snapshots'} ${missing.join(', ')}`,
    {
      expected: `Primary Care Network Workforce, individual level, of ${one ? 'that date' : 'each date'}`,
      remedy: `${
        there.length === 0 ? 'No workforce file is there at all.' : `There are: ${there.join(', ')}.`
      } Download the missing ${one ? 'one' : 'ones'} from https://digital.nhs.uk/data-and-information/publications/statistical/primary-care-network-workforce, or change the study's snapshots.`,
    },
  );
}

const tablesOf = (tables: readonly Table[], snapshot: Snapshot): Table[] =>
  extractsOf(tables, ['workforce']).find(({ date }) => date === snapshot)?.tables ?? [];

/** As `parseCensus`; what the row above has is not read again. */
function censusReader(): typeof parseCensus {
  let last: { year: string; month: string; census: Snapshot | null } | undefined;
  return (year, month) => {
    if (last?.year !== year || last.month !== month) last = { year, month, census: parseCensus(year, month) };
    return last.census;
  };
}

/** Reads one snapshot, checks every row, and sums the role's FTE by PCN. Throws InputError. */
export async function readWorkforce(reading: Reading, snapshot: Snapshot, role: string): Promise<Workforce> {
  const tables = tablesOf(reading.tables, snapshot);
  const open = await openSole(reading, tables, `the workforce of ${snapshot}`);
  const cells = await readFields(open, ['year', 'month', 'pcn', 'pcnName', 'role', 'fte'], reading.workspace);
  reading.ledger.read(open);
  const sums = new Map<string, { fte: ExactSum; rows: number; name: string }>();
  const roles = new Map<string, number>();
  const unreadable: OddRows = { rows: 0, ofRole: 0 };
  const negative: OddRows = { rows: 0, ofRole: 0 };
  const censusOf = censusReader();
  for (let i = 0; i < cells.pcn.length; i++) {
    const fte = cells.fte[i] as string;
    const rowRole = cells.role[i] as string;
    const pcn = (cells.pcn[i] as string).toUpperCase();
    const census = censusOf(cells.year[i] as string, cells.month[i] as string);
    if (census !== snapshot) {
      throw cellError(
        open,
        i,
        'month',
        `This row is of the census ${census ?? `${cells.year[i]}/${cells.month[i]}`}, the rows above of ${snapshot}`,
        'one census a file',
      );
    }
    const value = isDecimal(fte) ? Number(fte) : null;
    if (value !== null && (value <= bounds.fte.above || value > bounds.fte.upTo)) {
      throw cellError(
        open,
        i,
        'fte',
        `The FTE ${fte} cannot be`,
        `full-time equivalents above ${bounds.fte.above} and up to ${bounds.fte.upTo}`,
      );
    }
    roles.set(rowRole, (roles.get(rowRole) ?? 0) + 1);
    const staff = sums.get(pcn) ?? { fte: new ExactSum(), rows: 0, name: cells.pcnName[i] as string };
    sums.set(pcn, staff);
    const ofRole = rowRole === role;
    const odd = value === null ? unreadable : value < 0 ? negative : null;
    if (odd !== null) {
      odd.rows++;
      if (ofRole) odd.ofRole++;
    }
    if (!ofRole) continue;
    staff.rows++;
    if (value !== null) staff.fte.add(fte);
  }
  const report = (odd: OddRows, what: string) => {
    if (odd.rows === 0) return;
    reading.ledger.warn(open.table.name, `Rows ${what}: ${odd.rows}, of the role ${role}: ${odd.ofRole}.`);
  };
  const lacking = (rows: number, what: string) => {
    if (rows > 0) reading.ledger.warn(open.table.name, `Rows without ${what}, which are in no sum: ${rows}.`);
  };
  lacking(roles.get('') ?? 0, 'a role');
  lacking(cells.pcn.filter((pcn) => pcn === '').length, 'the code of a PCN');
  const strange = cells.pcn.filter((pcn) => pcn !== '' && !pcnCode.test(pcn));
  if (strange.length > 0) {
    reading.ledger.warn(
      open.table.name,
      `Rows whose PCN code is none, which are in no sum: ${strange.length}; ${short(strange[0] as string)}.`,
    );
  }
  report(unreadable, 'whose FTE is no number, which are in no sum');
  report(negative, 'with a small negative FTE, kept as published');
  for (const [name, rows] of roles) {
    if (name === role || distance(normalise(name), normalise(role)) > nearbyEdits) continue;
    reading.ledger.warn(
      open.table.name,
      `Rows of the role "${name}", which is almost "${role}" and in no sum: ${rows}.`,
    );
  }
  const byPcn = new Map(
    [...sums].map(([pcn, { fte, rows, name }]) => [pcn, { fte: fte.value(), rows, name }] as const),
  );
  return { snapshot, byPcn, roles, odd: { unreadable, negative } };
}

/** Throws InputError where none of the snapshots has a row of the role. */
export function requireRole(workforces: readonly Workforce[], role: string): void {
  if (workforces.some(({ roles }) => roles.has(role))) return;
  const found = distinct(workforces.flatMap(({ roles }) => [...roles.keys()]));
  throw new InputError(`No row has the role "${role}"`, {
    place: { column: 'STAFF_ROLE' },
    expected: `one of: ${byCloseness(role, found).join('; ')}`,
    remedy: 'Write the role in the study as the publication spells it.',
  });
}
