import {
  byCloseness,
  closest,
  distinct,
  InputError,
  isOfRole,
  namesOfRole,
  type RoleStaff,
  roleInWords,
  type Snapshot,
  type StudyRole,
} from '@inverse-care/domain';
import { distance } from 'fastest-levenshtein';
import { type Country, rowFteAbove, unlessSet } from '../country/country.js';
import { isCode, NotCodes } from '../places/codes.js';
import { extractsOf } from '../reading/extracts.js';
import { openSole } from '../reading/open-extract.js';
import { cellError, type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { normalise } from '../tables/columns.js';
import { parseCensus } from '../tables/dates.js';
import { isDecimal } from './exact-sum.js';
import { type RepeatedRows, RepetitionFinder } from './repeated-rows.js';
import { RoleStaffSums } from './role-staff-sums.js';
import { type Headcount, type OddRows, RoleSums, type RoleTotal, type Staff } from './role-sums.js';
import { type StaffCount, StaffCounter } from './staff-count.js';

/** One snapshot of the workforce, by PCN code. A PCN with a row of any role is there. */
export interface Workforce {
  snapshot: Snapshot;
  byPcn: ReadonlyMap<string, Staff>;
  /** As the file names them. */
  roles: ReadonlyMap<string, RoleTotal>;
  /** Rows whose FTE is no number, and those in which it is a little below zero. */
  odd: { unreadable: OddRows; negative: OddRows };
  headcount: Headcount;
  /** Staff of every role by PCN code. */
  staffOfRoles: readonly RoleStaff[];
  repeated: RepeatedRows;
  /** People, or FTE of another role, where a model's outcome asks for them. */
  counted?: StaffCounter;
  /** The file, for readers. */
  file: string;
}

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
      // Of a list, the date itself; what is not at that place of the study's file is looked for at its key.
      place: { inStudy: ['snapshots', snapshots.indexOf(missing[0] as Snapshot)] },
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

const noIdentifier = /^(null|na|n\/a|-|\.|\*)?$/i;

/** Share of the role's rows whose FTE may be unreadable before a sum of the others says too little. */
const mostUnreadable = 0.05;
/** Rows that may be unreadable in any case, where at least as many can be read. */
const fewUnreadable = 2;

/** The number of a cell; null where it is none. Throws InputError where it cannot be an FTE. */
function fteOf(open: OpenTable, row: number, cell: string, { rowFteMost }: Country): number | null {
  if (!isDecimal(cell)) return null;
  const value = Number(cell);
  if (value > rowFteAbove && value <= rowFteMost) return value;
  throw cellError(
    open,
    row,
    'fte',
    `The FTE ${cell} cannot be`,
    `full-time equivalents above ${rowFteAbove} and up to ${rowFteMost}, ${unlessSet('row_fte_most')}`,
  );
}

function requireReadable(open: OpenTable, { ofRole }: OddRows, role: StudyRole, rowsOfRole: number): void {
  const few = ofRole <= fewUnreadable && 2 * ofRole <= rowsOfRole;
  if (few || ofRole <= mostUnreadable * rowsOfRole) return;
  throw new InputError(
    `The FTE of ${ofRole} of the ${rowsOfRole} rows of ${roleInWords(role)} is no number: what is left is no total`,
    {
      place: { file: open.table.name, column: open.table.header[open.table.fields.fte as number] as string },
      expected: `numbers in at least ${(100 * (1 - mostUnreadable)).toFixed(0)}% of the role's rows`,
      remedy: `Compare the column with the publisher's file; if it differs, download it again from ${open.table.kind.page}.`,
    },
  );
}

/**
 * Reads one snapshot, checks every row, and sums the role's FTE by PCN.
 * @param count what a model's outcome asks for besides.
 * @throws InputError at an impossible cell, where many rows stand twice, or where many of the role's FTE are no number.
 */
export async function readWorkforce(
  reading: Reading,
  snapshot: Snapshot,
  role: StudyRole,
  count?: StaffCount,
): Promise<Workforce> {
  const tables = tablesOf(reading.tables, snapshot);
  const open = await openSole(reading, tables, `the workforce of ${snapshot}`);
  const fields = ['year', 'month', 'pcn', 'pcnName', 'group', 'role', 'detail', 'fte', 'identifier'] as const;
  const cells = await readFields(open, fields, reading.workspace);
  reading.ledger.read(open);
  const sums = new RoleSums(isOfRole(role));
  const ofRoles = new RoleStaffSums();
  const counted = count && new StaffCounter(count);
  const repetitions = new RepetitionFinder();
  const censusOf = censusReader();
  for (let i = 0; i < cells.pcn.length; i++) {
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
    const fte = cells.fte[i] as string;
    const said = cells.identifier[i] as string;
    const identifier = noIdentifier.test(said) ? '' : said;
    const pcn = (cells.pcn[i] as string).toUpperCase();
    const rowRole = cells.role[i] as string;
    const group = cells.group[i] as string;
    const row = { pcn, pcnName: cells.pcnName[i] as string, group, role: rowRole, fte, identifier };
    const value = fteOf(open, i, fte, reading.workspace.country);
    sums.take(row, value);
    ofRoles.take(row, value);
    counted?.take(row, value);
    repetitions.take(i, identifier, `${pcn}\n${rowRole}\n${cells.detail[i]}\n${fte}`);
  }
  repetitions.require(open);
  const { unreadable, negative } = sums;
  const staff = sums.staff();
  let rowsOfRole = 0;
  for (const { rows } of staff.values()) rowsOfRole += rows;
  requireReadable(open, unreadable, role, rowsOfRole);
  const roles = sums.roles();
  warnOfRows(reading, open, { role, roles, pcns: cells.pcn, unreadable, negative });
  return {
    snapshot,
    byPcn: staff,
    roles,
    odd: { unreadable, negative },
    headcount: sums.headcount(),
    staffOfRoles: ofRoles.staff(snapshot),
    repeated: repetitions.repeated,
    ...(counted && { counted }),
    file: open.table.name,
  };
}

/** Counts rows that are in no sum, or in it though they are odd. */
function warnOfRows(
  { ledger }: Reading,
  { table }: OpenTable,
  seen: {
    role: StudyRole;
    roles: ReadonlyMap<string, RoleTotal>;
    pcns: readonly string[];
    unreadable: OddRows;
    negative: OddRows;
  },
): void {
  const { role, roles, pcns } = seen;
  const lacking = (rows: number, what: string) => {
    if (rows > 0) ledger.warn(table.name, `Rows without ${what}, which are in no sum: ${rows}.`);
  };
  lacking(roles.get('')?.rows ?? 0, 'a role');
  lacking(pcns.filter((pcn) => pcn === '').length, 'the code of a PCN');
  const strange = new NotCodes();
  for (const pcn of pcns) if (!isCode('pcn', pcn)) strange.take(pcn);
  ledger.notCodes(table, 'PCN', strange, 'they are in no sum');
  const report = (odd: OddRows, what: string) => {
    if (odd.rows === 0) return;
    ledger.warn(table.name, `Rows ${what}: ${odd.rows}, of the role ${roleInWords(role)}: ${odd.ofRole}.`);
  };
  report(seen.unreadable, 'whose FTE is no number, which are in no sum');
  report(seen.negative, 'with a small negative FTE, kept as published');
  const taken = isOfRole(role);
  for (const [name, { rows }] of roles) {
    const near = namesOfRole(role).find((one) => distance(normalise(name), normalise(one)) <= nearbyEdits);
    if (taken(name) || near === undefined) continue;
    ledger.warn(table.name, `Rows of the role "${name}", which is almost "${near}" and in no sum: ${rows}.`);
  }
}

type StudyPath = readonly (string | number)[];

/** Where a study has a role, of the key that names its staff. */
const pathTo = (asked: StudyRole, one: StudyRole, key: StudyPath): StudyPath => {
  if (typeof asked === 'string') return key;
  return 'stem' in asked ? [...key, 'stem'] : [...key, asked.indexOf(one as string)];
};

/** Throws InputError where a role that the study names is in none of the snapshots. */
function requireEachRole(workforces: readonly Workforce[], role: StudyRole, key: StudyPath): void {
  const found = distinct(workforces.flatMap(({ roles }) => [...roles.keys()])).sort();
  const asked: readonly StudyRole[] = typeof role === 'object' && 'stem' in role ? [role] : namesOfRole(role);
  const lacking = asked.find((one) => !found.some(isOfRole(one)));
  if (lacking === undefined) return;
  const name = namesOfRole(lacking)[0] as string;
  const meant = closest(name, found);
  throw new InputError(`No row has the role "${name}"`, {
    place: { column: 'STAFF_ROLE', inStudy: pathTo(role, lacking, key) },
    expected: `one of: ${byCloseness(name, found).join('; ')}`,
    remedy: `Write the role in the study as the publication spells it${meant === undefined ? '' : `: "${meant}", if that is what was meant`}.`,
  });
}

/** What is asked of a snapshot about its roles. */
export type Roles = Pick<Workforce, 'snapshot' | 'roles' | 'file'>;

/**
 * The error about the first snapshot without the study's staff after one that has them: a role that was there and is
 * not any more was renamed, or the file is not what it says. null where there is none. Before its beginning a role may
 * be nobody's.
 */
export function roleGap(workforces: readonly Roles[], role: StudyRole): InputError | null {
  const having = workforces.map(({ roles }) => [...roles.keys()].some(isOfRole(role)));
  const gap = having.findIndex((there, i) => !there && having.slice(0, i).includes(true));
  if (gap < 0) return null;
  const { snapshot, roles, file } = workforces[gap] as Roles;
  const nearest = byCloseness(namesOfRole(role)[0] as string, [...roles.keys()]).slice(0, 3);
  const later = having.slice(gap).includes(true);
  return new InputError(
    `No row of ${snapshot} has the role "${roleInWords(role)}", which is there ${later ? 'before and after' : 'before'}: it cannot count as no staff`,
    {
      place: { file, column: 'STAFF_ROLE' },
      expected: `the role in every census after the first that has it; the nearest in that of ${snapshot}: ${nearest.join('; ')}`,
      remedy: `Name both roles in a list where one was renamed, or compare the file with the publication${later ? '' : '; where the role has ended, end the snapshots of the study before it'}.`,
    },
  );
}

/**
 * Throws InputError where a role that the study names is in none of the snapshots, or ends in one of them: see `roleGap`.
 *
 * @param key of the study that names it.
 */
export function requireRole(
  workforces: readonly Workforce[],
  role: StudyRole,
  key: StudyPath = ['role'],
): void {
  requireEachRole(workforces, role, key);
  const gap = roleGap(workforces, role);
  if (gap !== null) throw gap;
}
