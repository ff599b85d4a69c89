import { daysBetween, distinct, monthEnd, quarterEnds, type Snapshot } from '@inverse-care/domain';
import type { KindId } from '../catalogue/catalogue.js';
import { patientKinds } from '../places/patients.js';
import { byNearness, extractsOf } from '../reading/extracts.js';
import { localVariable } from '../recognise/local-columns.js';
import type { Table } from '../recognise/recognise-table.js';
import { ageKinds } from '../variables/ages.js';

/** What a panel is made from, in the order of the grid's columns. */
export const sourceIds = [
  'workforce',
  'patients',
  'membership',
  'ages',
  'lsoa',
  'survey',
  'deprivation',
  'rurality',
  'boundaries',
  'local',
] as const;
export type SourceId = (typeof sourceIds)[number];

/** What the folder has of a source for a snapshot. */
export interface GridCell {
  /**
   * there: an extract of that date, or of the day beside it; nearest: one of another date, which a run would use;
   * undated: files that serve every snapshot; none: nothing.
   */
  state: 'there' | 'nearest' | 'undated' | 'none';
  path: string | null;
  date: string | null;
  /** Days from the snapshot to the extract, signed. */
  distance_days: number | null;
}

export interface GridRow {
  snapshot: Snapshot;
  cells: Readonly<Record<SourceId, GridCell>>;
}

const kindsOf: Readonly<Record<SourceId, readonly KindId[]>> = {
  workforce: ['workforce'],
  patients: patientKinds,
  membership: ['membership-dates', 'membership-map'],
  ages: ageKinds,
  lsoa: ['patients-lsoa'],
  survey: ['practice-survey'],
  deprivation: ['deprivation', 'deprivation-2025'],
  rurality: ['rurality', 'rurality-2021'],
  boundaries: ['boundaries'],
  local: ['local'],
};

const none: GridCell = { state: 'none', path: null, date: null, distance_days: null };

/** Local tables of a date that say how old practices' patients are. */
const localAges = (tables: readonly Table[]) =>
  extractsOf(
    tables.filter(({ header }) => header.some((name) => localVariable(name)?.variable === 'share_65_plus')),
    ['local'],
  );

function cellOf(source: SourceId, snapshot: Snapshot, tables: readonly Table[]): GridCell {
  const kinds = kindsOf[source];
  const undated = tables.find(({ kind, date }) => kinds.includes(kind.id) && date === null);
  if (undated !== undefined) return { ...none, state: 'undated', path: undated.name };
  const dated = [...extractsOf(tables, kinds), ...(source === 'ages' ? localAges(tables) : [])];
  const extract = byNearness(snapshot, dated)[0];
  const table = extract?.tables[0];
  if (extract === undefined || table === undefined) return none;
  const distance = daysBetween(snapshot, extract.date);
  if (source === 'workforce' && distance !== 0) return none;
  return {
    state: Math.abs(distance) <= 1 ? 'there' : 'nearest',
    path: table.name,
    date: extract.date,
    distance_days: distance,
  };
}

/** True where the folder has any file of a source, of whatever date. */
export const hasSource = (tables: readonly Table[], source: SourceId): boolean =>
  tables.some(({ kind }) => kindsOf[source].includes(kind.id));

/** The quarter end on a date or next after it. */
function quarterEndFrom(date: string): Snapshot {
  const [year, month] = date.split('-').map(Number) as [number, number];
  return monthEnd(year, Math.ceil(month / 3) * 3);
}

/** Quarter ends between the first and the last workforce census (else patient extract) in the folder, and every census besides. */
export function snapshotsOf(tables: readonly Table[]): Snapshot[] {
  const dates = (kinds: readonly KindId[]) =>
    extractsOf(tables, kinds)
      .map(({ date }) => date)
      .sort();
  const censuses = dates(['workforce']);
  const span = censuses.length > 0 ? censuses : dates(patientKinds);
  const [first, last] = [span[0], span.at(-1)];
  if (first === undefined || last === undefined) return [];
  return distinct([...censuses, ...quarterEnds(quarterEndFrom(first), last)]).sort();
}

/** What the folder has of every source for every snapshot. */
export function coverageGrid(tables: readonly Table[]): GridRow[] {
  return snapshotsOf(tables).map((snapshot) => ({
    snapshot,
    cells: Object.fromEntries(
      sourceIds.map((source) => [source, cellOf(source, snapshot, tables)]),
    ) as Record<SourceId, GridCell>,
  }));
}

/** The grid, with the file that says who belongs to which PCN where a join has told which one it is. */
export function withMemberships(
  grid: readonly GridRow[],
  joined: readonly { snapshot: Snapshot; path: string; date: string | null }[],
): GridRow[] {
  const known = new Map(joined.map((one) => [one.snapshot, one]));
  return grid.map((row) => {
    const found = known.get(row.snapshot);
    if (found === undefined || found.path === row.cells.membership.path) return row;
    const { path, date } = found;
    const distance = date === null ? null : daysBetween(row.snapshot, date);
    const state = distance === null ? 'undated' : Math.abs(distance) <= 1 ? 'there' : 'nearest';
    return { ...row, cells: { ...row.cells, membership: { state, path, date, distance_days: distance } } };
  });
}

/**
 * The snapshots that one of the tables of an extract serves; null where it is undated and serves all of them.
 * @param all the folder’s tables.
 */
export function servedBy(
  tables: readonly Table[],
  grid: readonly GridRow[],
  all: readonly Table[],
): Snapshot[] | null {
  if (tables.some(({ date, kind }) => date === null || kind.id === 'local')) return null;
  const extractOf = ({ kind, date }: Table) => `${kind.id} ${date}`;
  const extracts = new Set(tables.map(extractOf));
  // A cell names one table of its extract; a run opens all of them.
  const names = new Set(all.filter((table) => extracts.has(extractOf(table))).map(({ name }) => name));
  return grid
    .filter(({ cells }) => sourceIds.some((source) => names.has(cells[source].path ?? '')))
    .map(({ snapshot }) => snapshot);
}
