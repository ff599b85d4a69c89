import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { panelTable } from '@inverse-care/core/tables';
import {
  type AreaGeometry,
  FilledTables,
  InputError,
  type Panel,
  type PanelRow,
  type RoleStaff,
  type Snapshot,
  type SurveyBase,
  type TableDefinition,
  type VariableId,
  variableOf,
} from '@inverse-care/domain';
import { asFilled, readCsv } from './csv-table.js';
import {
  besideFile,
  boundariesFile,
  recordFormat,
  resultsFolder,
  rolesFile,
  runFile,
  surveyFile,
} from './files.js';
import type { RunRecord } from './run-record.js';
import type { runJson } from './write-record.js';

type Run = ReturnType<typeof runJson>;

async function read(folder: string, file: string): Promise<string> {
  try {
    return await readFile(path.join(folder, file), 'utf8');
  } catch (error) {
    throw new InputError(`The folder lacks ${file}, so it holds no record of a run that can be read.`, {
      place: { file: path.join(folder, file) },
      expected: `the output folder of an earlier run of inverse-care (${(error as Error).message})`,
      remedy: 'Give the --out folder of a run, or run the study again.',
    });
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file} is damaged: ${(error as Error).message}`, {
      place: { file },
      expected: 'the file as the run wrote it',
      remedy: 'Run the study again.',
    });
  }
}

function requireFormat(run: unknown): asserts run is Run {
  const format = typeof run === 'object' && run !== null && 'format' in run ? run.format : undefined;
  if (format === recordFormat) return;
  const version = typeof format === 'number' && format > recordFormat ? 'a later' : 'another';
  throw new InputError(`The record was written by ${version} version of inverse-care.`, {
    place: { file: runFile, column: 'format' },
    expected: `format ${recordFormat}; this one says ${JSON.stringify(format)}`,
    remedy: 'Use the version that wrote it, or run the study again with this one.',
  });
}

async function readPanel(folder: string, file: string, frame: Omit<Panel, 'rows'>): Promise<Panel> {
  const variables = frame.variables.map((id) => variableOf(frame, id));
  const { columns, rows } = readCsv(await read(folder, file), panelTable, variables);
  const fixed = Object.keys(panelTable.columns).length;
  return {
    ...frame,
    rows: rows.map((cells) => {
      const named = columns.map((name, i) => [name, cells[i]] as const);
      return {
        ...Object.fromEntries(named.slice(0, fixed)),
        values: Object.fromEntries(named.slice(fixed)),
      } as unknown as PanelRow;
    }),
  };
}

async function readSurveyBases(folder: string): Promise<SurveyBase[]> {
  type Line = [Snapshot, string, VariableId, number[], number[]];
  return (parse(await read(folder, surveyFile), surveyFile) as Line[]).map(
    ([snapshot, pcn_code, variable, patients, respondents]): SurveyBase => ({
      snapshot,
      pcn_code,
      variable,
      patients,
      respondents,
    }),
  );
}

/**
 * Reads the record of a run back from its output folder.
 * @param date ISO date that documents are to bear; the last snapshot where left out.
 * @throws InputError where there is none, it was written by another version, or a file of it is damaged.
 */
export async function readRecord(folder: string, date?: string): Promise<RunRecord> {
  const run = parse(await read(folder, runFile), runFile);
  requireFormat(run);
  const {
    format: _,
    tables: definitions,
    panel,
    provenance,
    survey_bases: surveyed,
    roles: staffed,
    otherPopulation: other,
    ...rest
  } = run;
  const tables = new FilledTables();
  for (const table of definitions as readonly TableDefinition[]) {
    tables.add([asFilled(table, readCsv(await read(folder, `${resultsFolder}/${table.file}`), table))]);
  }
  const areas = provenance.boundaries
    ? (parse(await read(folder, boundariesFile), boundariesFile) as Record<string, AreaGeometry>)
    : null;
  return {
    ...rest,
    date: date ?? rest.study.snapshots.at(-1)!,
    data: {
      ...provenance,
      panel: {
        ...(await readPanel(folder, `${resultsFolder}/${panelTable.file}`, panel)),
        ...(surveyed === true ? { surveyBases: await readSurveyBases(folder) } : {}),
        ...(staffed === true
          ? { roles: parse(await read(folder, rolesFile), rolesFile) as RoleStaff[] }
          : {}),
      },
      ...(other && {
        otherPopulation: { ...other, rows: (await readPanel(folder, besideFile, panel)).rows },
      }),
      boundaries: areas === null ? null : new Map(Object.entries(areas)),
    },
    tables,
  };
}
