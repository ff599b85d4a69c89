import {
  type AbsentVariable,
  daysBetween,
  InputError,
  type LocalVariable,
  type Snapshot,
  table2Covariates,
  throwIfCancelled,
  type VariableId,
  variableIds,
} from '@inverse-care/core';
import { absentVariables } from './absent-variables.js';
import { ageKinds } from './ages.js';
import { type KindId, sourceOf } from './catalogue.js';
import { byNearness, extractsOf, rivals } from './extracts.js';
import { localVariable } from './local-columns.js';
import { asLocalVariable } from './local-sidecar.js';
import { openFolder } from './open-folder.js';
import { openTable } from './open-table.js';
import { patientKinds } from './patients.js';
import type { Table } from './recognise-table.js';
import { withWorkspace } from './workspace.js';

/** One table of the folder, or a file in which none is known. */
export interface SurveyedFile {
  /** Below the folder; with the archive's member or the workbook's sheet. */
  path: string;
  /** What it is, such as "workforce"; null where it is not recognised. */
  kind: string | null;
  /** Publisher's title; empty where it is not recognised. */
  publication: string;
  /** Census or extract date. */
  date: string | null;
  /** Data rows; null where they were not counted. */
  rows: number | null;
  bytes: number;
  /** Why it is not recognised. */
  note: string | null;
}

/** The extract that serves a purpose on a snapshot. */
export interface NearestExtract {
  path: string;
  date: string | null;
  distance_days: number | null;
}

/** What the folder has for one snapshot of the workforce. */
export interface SnapshotCoverage {
  snapshot: Snapshot;
  workforce: string;
  patients: NearestExtract | null;
  membership: NearestExtract | null;
  neighbourhoods: NearestExtract | null;
  age: NearestExtract | null;
}

export interface FolderSurvey {
  files: readonly SurveyedFile[];
  /** Groups of tables with the same content. */
  duplicates: readonly (readonly string[])[];
  /** One a workforce census in the folder, ascending. */
  snapshots: readonly SnapshotCoverage[];
  /** Variables that the folder allows, in the order of the panel's columns. */
  variables: readonly VariableId[];
  /** What the local ones among them are. */
  local: readonly LocalVariable[];
  absent: readonly AbsentVariable[];
  /** What is wrong: a run would stop at those that concern what it needs. */
  problems: readonly InputError[];
  synthetic: boolean;
}

function nearest(
  tables: readonly Table[],
  kinds: readonly KindId[],
  snapshot: Snapshot,
): NearestExtract | null {
  const table = byNearness(snapshot, extractsOf(tables, kinds))[0]?.tables[0];
  if (table === undefined) return null;
  const date = table.date as string;
  return { path: table.file.path, date, distance_days: daysBetween(snapshot, date) };
}

function coverage(tables: readonly Table[]): SnapshotCoverage[] {
  const local = tables.find(
    ({ kind, header }) =>
      kind.id === 'local' && header.some((name) => localVariable(name)?.variable === 'share_65_plus'),
  );
  const undated = (table: Table | undefined) =>
    table === undefined ? null : { path: table.file.path, date: null, distance_days: null };
  const epcn = tables.find(({ kind }) => kind.id === 'membership-dates');
  return extractsOf(tables, ['workforce'])
    .map(({ date: snapshot, tables: [workforce] }) => ({
      snapshot,
      workforce: (workforce as Table).name,
      patients: nearest(tables, patientKinds, snapshot),
      membership: epcn === undefined ? nearest(tables, ['membership-map'], snapshot) : undated(epcn),
      neighbourhoods: nearest(tables, ['patients-lsoa'], snapshot),
      age: nearest(tables, ageKinds, snapshot) ?? undated(local),
    }))
    .sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));
}

function allowed(tables: readonly Table[]): Set<VariableId> {
  const kinds = new Set(tables.map(({ kind }) => kind.id));
  const local = tables
    .filter(({ kind }) => kind.id === 'local')
    .flatMap(({ header }) => header.map((name) => localVariable(name)?.variable));
  const has = {
    survey: kinds.has('practice-survey'),
    age: ageKinds.some((id) => kinds.has(id)),
    deprivation: kinds.has('patients-lsoa') && kinds.has('deprivation'),
    'deprivation-2025': kinds.has('patients-lsoa') && kinds.has('deprivation-2025'),
    rurality: kinds.has('patients-lsoa') && kinds.has('rurality'),
    'rurality-2021': kinds.has('patients-lsoa') && kinds.has('rurality-2021'),
    predicted: false,
  };
  const variables = new Set(variableIds.filter((id) => has[sourceOf(id)] || local.includes(id)));
  if (table2Covariates.every((id) => variables.has(id))) variables.add('need_predicted');
  return variables;
}

/**
 * Says what is in a data folder: every file, what it is, what it covers, what is wrong with its structure, and which
 * variables of the panel it allows. Values are not checked; buildPanel does that. Throws InputError only where there
 * is no folder, or nothing in it.
 */
export async function surveyFolder(dir: string, signal?: AbortSignal): Promise<FolderSurvey> {
  const folder = await openFolder(dir, signal);
  const problems: InputError[] = [...folder.errors];
  const files: SurveyedFile[] = [];
  const byContent = new Map<string, Table[]>();
  const describing = new Set(folder.sidecars.map((sidecar) => sidecar.file));
  await withWorkspace(signal, async (workspace) => {
    for (const { file, tables, note, problems: found } of folder.recognitions) {
      throwIfCancelled(signal);
      for (const table of tables) {
        let rows: number | null = null;
        let defect: string | null = null;
        try {
          const open = await openTable(table, workspace);
          rows = table.kind.id === 'boundaries' ? null : open.rows;
          const key = `${table.kind.id} ${open.sha256}`;
          byContent.set(key, [...(byContent.get(key) ?? []), table]);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          defect = error.message;
          if (table.kind.id !== 'geography') problems.push(error);
        }
        const { kind, name: path, date } = table;
        files.push({
          path,
          kind: kind.label,
          publication: kind.publication,
          date,
          rows,
          bytes: file.bytes,
          note: defect,
        });
      }
      if (tables.length > 0) continue;
      const kind = found[0]?.kind ?? null;
      files.push({
        path: file.path,
        kind: kind?.label ?? (describing.has(file) ? 'description of a local table' : null),
        publication: kind?.publication ?? '',
        date: null,
        rows: null,
        bytes: file.bytes,
        note: found[0]?.error.message ?? note,
      });
    }
  });
  for (const extract of extractsOf(folder.tables, ['workforce', 'patients-totals', 'membership-map'])) {
    const contents = [...byContent.values()].filter((same) =>
      same.some((table) => extract.tables.includes(table)),
    );
    const sole = extract.kind.id === 'workforce';
    if ((sole ? extract.tables.length : contents.length) < 2) continue;
    const names = sole
      ? extract.tables.map(({ name }) => name)
      : contents.map(([table]) => (table as Table).name);
    problems.push(rivals(names, `${extract.kind.label} for ${extract.date}`, contents.length === 1));
  }
  const variables = allowed(folder.tables);
  const local = folder.sidecars
    .flatMap((sidecar) => sidecar.variables.map(asLocalVariable))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const lacking = table2Covariates.filter((variable) => !variables.has(variable));
  return {
    files,
    duplicates: [...byContent.values()]
      .filter(({ length }) => length > 1)
      .map((same) => same.map(({ name }) => name)),
    snapshots: coverage(folder.tables),
    variables: [...variableIds.filter((variable) => variables.has(variable)), ...local.map(({ id }) => id)],
    local,
    absent: absentVariables(variables, new Set(), lacking),
    problems,
    synthetic: folder.synthetic,
  };
}
