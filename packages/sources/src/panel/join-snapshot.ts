import {
  type PanelRow,
  plainName,
  predictNeed,
  type RoleStaff,
  type Snapshot,
  type StudyRole,
  type SurveyBase,
  staffCounts,
  type VariableId,
} from '@inverse-care/domain';
import { type SnapshotFacts, snapshotFacts } from '../check/snapshot-facts.js';
import type { Area } from '../places/areas.js';
import { gatherPcns, locatePcn, type Pcn } from '../places/place-pcns.js';
import type { Reading } from '../reading/reading.js';
import { type PracticeColumns, practiceColumns } from '../variables/practice-columns.js';
import { weightedMean } from '../variables/practice-values.js';
import type { Staff } from '../workforce/role-sums.js';
import type { StaffCount } from '../workforce/staff-count.js';
import type { Workforce } from '../workforce/workforce.js';
import type { PopulationFilter } from './population.js';
import type { SnapshotSources } from './snapshot-sources.js';
import { basesReader } from './survey-bases.js';
import { warnOrphans } from './warn-orphans.js';

/** A snapshot whose sources have been joined. */
export interface JoinedSnapshot {
  snapshot: Snapshot;
  pcns: readonly Pcn[];
  /** Rows of another population, where one was asked for. */
  beside: readonly PanelRow[] | null;
  /** One a PCN, by code; `values` has every variable that a source has for the snapshot. */
  rows: readonly PanelRow[];
  /** Of the rows, in their order. */
  surveyBases: readonly SurveyBase[];
  facts: SnapshotFacts;
  /** Staff of every role. */
  staffOfRoles: readonly RoleStaff[];
}

/** Gives a PCN's variables: means of its practices, its own values, and the prediction from both. */
function valuesReader(
  { byPractice, byPcn, byArea }: SnapshotSources,
  columns: PracticeColumns,
): (pcn: Pcn, area: Area) => PanelRow['values'] {
  const means = [...byPractice].map(([variable, byCode]) => [variable, columns.of(byCode)] as const);
  const own = [...byPcn];
  const shared = [...byArea];
  return ({ code, practices }, { subIcbCode, icbCode }) => {
    const values: PanelRow['values'] = {};
    for (const [variable, column] of means) values[variable] = weightedMean(practices, column);
    for (const [variable, byCode] of own) values[variable] = byCode.get(code) ?? null;
    for (const [variable, { level, byCode }] of shared)
      values[variable] = byCode.get(level === 'icb' ? icbCode : subIcbCode) ?? null;
    values.need_predicted = predictNeed((id: VariableId) => values[id]);
    return values;
  };
}

function rowOf(
  snapshot: Snapshot,
  pcn: Pcn,
  area: Area,
  staff: Staff | undefined,
  values: PanelRow['values'],
): PanelRow {
  const fte = staff?.fte ?? null;
  return {
    snapshot,
    pcn_code: pcn.code,
    pcn_name: plainName(pcn.name === '' ? (staff?.name ?? '') : pcn.name),
    sub_icb_code: area.subIcbCode,
    icb_code: area.icbCode,
    region_code: area.regionCode,
    patients: pcn.patients,
    reported: staff !== undefined,
    fte,
    fte_per_10k: fte === null ? null : (10_000 * fte) / pcn.patients,
    values,
  };
}

/** People or FTE of another role of a PCN that reported, where a model's outcome asks for them. */
function countedIn(
  { counted }: Workforce,
  count: StaffCount | undefined,
  { code, patients }: Pcn,
  staff: Staff | undefined,
): PanelRow['values'] {
  if (counted === undefined || count === undefined) return {};
  const found = staff === undefined ? null : counted.of(code);
  const rate = count.of === 'other_role' && found !== null;
  return { [staffCounts[count.of]]: rate ? (10_000 * found) / patients : found };
}

const areaOf = ({ sub_icb_code, icb_code, region_code }: PanelRow): Area => ({
  subIcbCode: sub_icb_code,
  icbCode: icb_code,
  regionCode: region_code,
});

/**
 * Joins a snapshot's staff, patients, memberships and variables by PCN, and counts what does not join.
 * @param asked whose FTE the workforce sums, which PCNs are looked at, and which beside them.
 * @throws InputError where no PCN has patients, nobody says where one sits, or the files do not tell the population.
 */
export async function joinSnapshot(
  reading: Reading,
  workforce: Workforce,
  sources: SnapshotSources,
  asked: {
    role: StudyRole;
    count?: StaffCount | undefined;
    population: PopulationFilter;
    beside: PopulationFilter | null;
  },
): Promise<JoinedSnapshot> {
  const { snapshot, byPcn } = workforce;
  const { role } = asked;
  const { memberships, registered, byPractice } = sources;
  const { tables } = reading;
  const open = gatherPcns(snapshot, memberships, registered, reading);
  const pcns = await asked.population(snapshot, open, byPractice);
  const others = asked.beside === null ? null : await asked.beside(snapshot, open, byPractice);
  const columns = practiceColumns(reading);
  const facts = snapshotFacts({
    role,
    tables,
    workforce,
    memberships,
    registered,
    pcns: open,
    sources: byPractice,
    columns,
    from: sources.from,
  });
  warnOrphans(workforce, new Set(open.map(({ code }) => code)), role, reading.ledger);
  const valuesOf = valuesReader(sources, columns);
  const rowsOf = async (some: readonly Pcn[], known: ReadonlyMap<string, readonly [Pcn, PanelRow]>) => {
    const rows: PanelRow[] = [];
    for (const pcn of some) {
      const [same, row] = known.get(pcn.code) ?? [];
      if (row !== undefined && same?.patients === pcn.patients) {
        rows.push(row);
        continue;
      }
      const area = row === undefined ? await locatePcn(pcn, snapshot, registered, reading) : areaOf(row);
      const staff = byPcn.get(pcn.code);
      const values = { ...valuesOf(pcn, area), ...countedIn(workforce, asked.count, pcn, staff) };
      rows.push(rowOf(snapshot, pcn, area, staff, values));
    }
    return rows;
  };
  const basesOf = basesReader(snapshot, sources, columns);
  const rows = await rowsOf(pcns, new Map());
  const known = new Map(pcns.map((pcn, i) => [pcn.code, [pcn, rows[i]!] as const]));
  return {
    snapshot,
    pcns,
    rows,
    surveyBases: pcns.flatMap(basesOf),
    facts,
    staffOfRoles: workforce.staffOfRoles,
    beside: others === null ? null : await rowsOf(others, known),
  };
}
