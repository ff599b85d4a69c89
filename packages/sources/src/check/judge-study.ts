import type { AbsentVariable, NeedId, Snapshot, Study, VariableId } from '@inverse-care/core';
import type { Table } from '../recognise-table.js';
import type { Workforce } from '../workforce.js';
import type { Stop } from './check-folder.js';
import { type GridRow, hasSource } from './grid.js';

/** A study and where it is declared. */
export interface DeclaredStudy {
  study: Study;
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
  workforces: ReadonlyMap<Snapshot, Pick<Workforce, 'roles'>>;
}

const essential = ['patients', 'membership'] as const;

/** Holds a study against what a folder has. */
export function judgeStudy({ study, name }: DeclaredStudy, ground: Ground): StudyCheck {
  const rows = new Map(ground.grid.map((row) => [row.snapshot, row.cells]));
  const reason = (id: VariableId) =>
    ground.absent.find(({ variable }) => variable === id)?.reason ?? 'The folder does not allow it.';
  const snapshots = study.snapshots.map((snapshot) => {
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
  const read = study.snapshots.flatMap((snapshot) => ground.workforces.get(snapshot) ?? []);
  const staffed = read.length === 0 || read.some(({ roles }) => roles.has(study.role));
  const lacking = study.required.filter((id) => !ground.variables.includes(id));
  const missing = [
    ...ground.stops
      .filter(({ snapshots: concerned }) => concerned === null)
      .map(({ finding }) => `${finding.file === null ? '' : `${finding.file}: `}${finding.message}`),
    ...(staffed ? [] : [`No workforce file has the role "${study.role}".`]),
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
