import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Omission } from '@inverse-care/core';
import type { AbsentVariable, ExtractUse, InputFile, Study, Warning } from '@inverse-care/domain';
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
  synthetic: boolean;
  study: Study;
  seed: number;
  inputs: readonly InputFile[];
  extracts: readonly ExtractUse[];
  absent: readonly AbsentVariable[];
  omissions: readonly Omission[];
  warnings: readonly Warning[];
  outputs: OutputFile[];
}

/** What a manifest says that the record does not. */
export type MadeBy = Pick<Manifest, 'node' | 'browser' | 'key' | 'findings_key'> & { codeSha256: string };

/** Where the manifest of a folder is. */
export const manifestFile = 'manifest.json';

/** Writes the manifest of all that is in a folder. It is written last. */
export async function writeManifest(
  folder: string,
  { study, data, omissions, command, version }: RunRecord,
  { node, browser, key, findings_key, codeSha256 }: MadeBy,
): Promise<Manifest> {
  const manifest: Manifest = {
    software: { name: 'inverse-care', version, code_sha256: codeSha256 },
    node,
    browser,
    command,
    key,
    findings_key,
    synthetic: data.synthetic,
    study,
    seed: study.seed,
    inputs: data.inputs,
    extracts: data.extracts,
    absent: data.absent,
    omissions,
    warnings: data.warnings,
    outputs: (await describeFiles(folder)).filter((file) => file.path !== manifestFile),
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
