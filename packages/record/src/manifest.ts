import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Omission } from '@inverse-care/core';
import { type FindingRow, findings, type ModelFindingRow, modelFindings } from '@inverse-care/core/tables';
import type { AbsentVariable, ExtractUse, Finding, InputFile, Study, Warning } from '@inverse-care/domain';
import { manifestFile } from './files.js';
import { describeFiles, type OutputFile, sha256 } from './hashes.js';
import type { RunRecord } from './run-record.js';

/** What a run was made from and what it made. */
export interface Manifest {
  software: { name: 'inverse-care'; version: string; code_sha256: string };
  node: string;
  browser: string | null;
  command: string;
  /** Identifies findings and documents: a run with the same key has nothing new to do. */
  key: string;
  /** Identifies inputs, study, options and the code that computes: documents alone are new where this is the same. */
  findings_key: string;
  /** Identifies inputs, what the study asks of them, and the code that reads: the panel is the same where this is. */
  panel_key: string;
  synthetic: boolean;
  study: Study;
  seed: number;
  inputs: readonly InputFile[];
  extracts: readonly ExtractUse[];
  absent: readonly AbsentVariable[];
  /** The graded finding of each need, as in results/findings.csv. */
  findings: readonly FindingRow[];
  /** The same of the model that the study declares, as in results/model_findings.csv; left out where there is none. */
  model_findings?: readonly ModelFindingRow[];
  omissions: readonly Omission[];
  warnings: readonly Warning[];
  outputs: OutputFile[];
}

/** What a run depends on, as hashes. */
export interface RunKeys extends Pick<Manifest, 'key' | 'findings_key' | 'panel_key'> {
  /** Over all code, templates and styles. */
  code: string;
}

/** What a manifest says that the record does not. */
export interface MadeBy extends Pick<Manifest, 'node' | 'browser'> {
  keys: RunKeys;
  /** All files of the run but the manifest; those of the folder where left out. */
  outputs?: OutputFile[];
}

/** What was found in the data, among the warnings: about its file or snapshot. */
const asWarning = ({ file, snapshot, message, meaning }: Finding): Warning => ({
  about: file ?? snapshot ?? 'the data folder',
  message: `${file === null || snapshot === null ? '' : `${snapshot}: `}${message} ${meaning}`,
});

/** All files of a folder but its manifest, sorted by path. */
export const filesOf = async (folder: string): Promise<OutputFile[]> =>
  (await describeFiles(folder)).filter(({ path: file }) => file !== manifestFile);

/** Writes the manifest of a folder. It is written last. */
export async function writeManifest(
  folder: string,
  { study, data, tables, omissions, command, version }: RunRecord,
  { node, browser, keys, outputs }: MadeBy,
): Promise<Manifest> {
  const declared = tables.rows(modelFindings);
  const manifest: Manifest = {
    software: { name: 'inverse-care', version, code_sha256: keys.code },
    node,
    browser,
    command,
    key: keys.key,
    findings_key: keys.findings_key,
    panel_key: keys.panel_key,
    synthetic: data.synthetic,
    study,
    seed: study.seed,
    inputs: data.inputs,
    extracts: data.extracts,
    absent: data.absent,
    findings: tables.rows(findings),
    ...(declared.length > 0 && { model_findings: declared }),
    omissions,
    warnings: [...data.warnings, ...(data.check?.findings ?? []).map(asWarning)],
    outputs: outputs ?? (await filesOf(folder)),
  };
  await writeFile(path.join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** The manifest of an earlier run, or null where there is none that can be read. */
export async function readManifest(out: string): Promise<Manifest | null> {
  const file = path.join(out, manifestFile);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Manifest;
  } catch {
    return null;
  }
}

/** Whether files of a run are as they were written; of those below one of the folders only, where some are named. */
export async function isIntact(
  out: string,
  { outputs }: Manifest,
  folders?: readonly string[],
): Promise<boolean> {
  for (const file of outputs) {
    if (folders && !folders.some((folder) => file.path.startsWith(`${folder}/`))) continue;
    const content = await readFile(path.join(out, file.path)).catch(() => null);
    if (content === null || sha256(content) !== file.sha256) return false;
  }
  return true;
}

/** Whether OUT holds the whole run of that key, each file as it was written. */
export async function isUpToDate(out: string, key: string): Promise<boolean> {
  const manifest = await readManifest(out);
  return manifest?.key === key && (await isIntact(out, manifest));
}
