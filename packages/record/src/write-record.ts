import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { panelCells, panelTable } from '@inverse-care/core/tables';
import { csvBlocks, type RoleStaff, type SurveyBase, type TidyTable, tidy } from '@inverse-care/domain';
import {
  besideFile,
  boundariesFile,
  recordFolder,
  recordFormat,
  resultsFolder,
  rolesFile,
  runFile,
  studyFile,
  surveyFile,
} from './files.js';
import type { RunRecord } from './run-record.js';

/** What `run.json` holds: all of the record but rows of tables and of PCNs, boundaries and the date of the documents. */
export function runJson(record: RunRecord) {
  const { data, tables, date: _, ...rest } = record;
  const { panel, boundaries, otherPopulation: other, ...provenance } = data;
  const { rows: _rows, surveyBases, roles, ...frame } = panel;
  return {
    format: recordFormat,
    ...rest,
    tables: tables.all().map(({ table }) => table),
    panel: frame,
    survey_bases: surveyBases !== undefined,
    roles: roles !== undefined,
    provenance: { ...provenance, boundaries: boundaries !== null },
    ...(other && { otherPopulation: { population: other.population, unknown: other.unknown } }),
  };
}

/** A list a base, without names: thousands of them would be most of a record. */
const surveyJson = (bases: readonly SurveyBase[]) =>
  `[\n${bases
    .map(({ snapshot, pcn_code, variable, patients, respondents }) =>
      JSON.stringify([snapshot, pcn_code, variable, patients, respondents]),
    )
    .join(',\n')}\n]\n`;

/** A line a snapshot and role. */
const rolesJson = (roles: readonly RoleStaff[]) =>
  `[\n${roles.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;

const writeTable = (file: string, { columns, rows }: TidyTable) => writeFile(file, csvBlocks(columns, rows));

/** Writes a record into a folder: `results/` with every table as CSV, and `record/` with the rest. */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await mkdir(path.join(folder, resultsFolder), { recursive: true });
  await mkdir(path.join(folder, recordFolder), { recursive: true });
  for (const one of record.tables.all()) {
    await writeTable(path.join(folder, resultsFolder, one.table.file), tidy(one));
  }
  await writeTable(path.join(folder, resultsFolder, panelTable.file), panelCells(record.data.panel));
  await writeFile(path.join(folder, studyFile), record.studyText);
  await writeFile(path.join(folder, runFile), `${JSON.stringify(runJson(record), null, 1)}\n`);
  const { panel, otherPopulation: other } = record.data;
  const { surveyBases, roles } = panel;
  if (surveyBases !== undefined) await writeFile(path.join(folder, surveyFile), surveyJson(surveyBases));
  if (roles !== undefined) await writeFile(path.join(folder, rolesFile), rolesJson(roles));
  if (other !== undefined) {
    await writeTable(path.join(folder, besideFile), panelCells({ ...panel, rows: other.rows }));
  }
  if (record.data.boundaries !== null) {
    const areas = Object.fromEntries(record.data.boundaries);
    await writeFile(path.join(folder, boundariesFile), `${JSON.stringify(areas)}\n`);
  }
}
