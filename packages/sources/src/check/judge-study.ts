import {
  type AbsentVariable,
  chooseSnapshots,
  type DeclaredStudy,
  InputError,
  isOfRole,
  type LocalVariable,
  misnamed,
  type NeedId,
  roleInWords,
  type Snapshot,
  unknownRole,
  type VariableId,
} from '@inverse-care/domain';
import type { Table } from '../recognise/recognise-table.js';
import { type Roles, roleGap } from '../workforce/workforce.js';
import { type GridRow, hasSource } from './grid.js';
import type { Stop } from './stop.js';

/** A study, as its file says it, and the file's name. */
export interface StudyFile {
  study: DeclaredStudy;
  /** Of the study file, for readers. */
  name: string;
}

/** Whether a study can run on a folder, by quarter and by need, and what is missing. */
export interface StudyCheck {
  name: string;
  study: string;
  title: string;
  runs: boolean;
  /** What is missing for the study as a whole. */
  missing: readonly string[];
  snapshots: readonly { snapshot: Snapshot; runs: boolean; missing: readonly string[] }[];
  needs: readonly { need: NeedId; runs: boolean; missing: string | null }[];
}

/** What is known of the folder when a study is held against it. */
export interface Ground {
  stops: readonly Stop[];
  tables: readonly Table[];
  grid: readonly GridRow[];
  variables: readonly VariableId[];
  absent: readonly AbsentVariable[];
  /** What sidecars describe. */
  described: readonly LocalVariable[];
  workforces: ReadonlyMap<Snapshot, Roles>;
}

/** The snapshots that a study comes to on these censuses; where it comes to none, why. */
function chosenDates(
  study: DeclaredStudy,
  censuses: readonly Snapshot[],
): { dates: readonly Snapshot[]; problem: string | null } {
  try {
    return { dates: chooseSnapshots(study.snapshots, censuses), problem: null };
  } catch (error) {
    if (error instanceof InputError) return { dates: [], problem: error.message };
    throw error;
  }
}

const essential = ['patients', 'membership'] as const;

/** Holds a study against what a folder has. */
export function judgeStudy({ study, name }: StudyFile, ground: Ground): StudyCheck {
  const rows = new Map(ground.grid.map((row) => [row.snapshot, row.cells]));
  const reason = (id: VariableId) =>
    ground.absent.find(({ variable }) => variable === id)?.reason ?? 'The folder does not allow it.';
  const censuses = [...rows].filter(([, cells]) => cells.workforce.state !== 'none').map(([date]) => date);
  const { dates, problem } = chosenDates(study, censuses);
  const snapshots = dates.map((snapshot) => {
    const cells = rows.get(snapshot);
    const missing = [
      ...(cells === undefined || cells.workforce.state === 'none' ? ['workforce'] : []),
      ...essential.filter((source) => !hasSource(ground.tables, source)),
      ...ground.stops
        .filter((stop) => stop.snapshots?.includes(snapshot))
        .map(({ finding }) => `${finding.file ?? 'the folder'}: ${finding.message}`),
    ];
    return { snapshot, runs: missing.length === 0, missing };
  });
  const read = dates.flatMap((snapshot) => ground.workforces.get(snapshot) ?? []);
  const ofRole = isOfRole(study.role);
  const staffed = read.length === 0 || read.some(({ roles }) => [...roles.keys()].some(ofRole));
  const ended = roleGap(read, study.role);
  const known = [...new Set(read.flatMap(({ roles }) => [...roles.keys()]))].filter((role) => role !== '');
  const unknown = read.length === 0 ? null : unknownRole(study, known);
  const lacking = study.required.filter((id) => !ground.variables.includes(id));
  const names = misnamed(study, ground.described);
  const missing = [
    ...(problem === null ? [] : [problem]),
    ...names.map(({ message }) => message),
    ...ground.stops
      .filter(({ snapshots: concerned }) => concerned === null)
      .map(({ finding }) => `${finding.file === null ? '' : `${finding.file}: `}${finding.message}`),
    ...(staffed ? [] : [`No workforce file has the role "${roleInWords(study.role)}".`]),
    ...(ended === null ? [] : [`${ended.place.file}: ${ended.message}.`]),
    ...(unknown === null ? [] : [`${unknown.message}, which the study lists in "roles". ${unknown.remedy}`]),
    ...lacking.map((id) => `${id}, which the study requires. ${reason(id)}`),
  ];
  return {
    name,
    study: study.study,
    title: study.title,
    runs: missing.length === 0 && snapshots.every(({ runs }) => runs),
    missing,
    snapshots,
    needs: study.needs.map((need) => {
      const runs = ground.variables.includes(need);
      return { need, runs, missing: runs ? null : reason(need) };
    }),
  };
}
