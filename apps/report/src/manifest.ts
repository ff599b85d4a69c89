import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Omission } from '@inverse-care/core';
import type { AbsentVariable, ExtractUse, InputFile, Study, Warning } from '@inverse-care/domain';

/** A file of a run. Paths are relative with forward slashes. */
export interface OutputFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** What a run was made from and what it made. */
export interface Manifest {
  software: { name: 'inverse-care'; version: string; code_sha256: string };
  node: string;
  browser: string | null;
  command: string;
  /** Identifies inputs, study, options and code: a run with the same key has nothing new to do. */
  key: string;
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

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Every file below a folder, sorted by path. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** Path, size and hash of everything below a folder. */
export async function describeOutputs(folder: string): Promise<OutputFile[]> {
  return Promise.all(
    (await filesBelow(folder)).map(async (file) => {
      const content = await readFile(path.join(folder, file));
      return { path: file, bytes: content.length, sha256: sha256(content) };
    }),
  );
}

/**
 * A word for the state of a data folder that changes when a file does: names, sizes and times of change.
 * Cheap enough to ask at every run; contents are hashed in the manifest.
 */
export async function stateOfFolder(folder: string): Promise<string> {
  const files = await filesBelow(folder);
  const states = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(path.join(folder, file));
      return `${file}\t${size}\t${mtimeMs}`;
    }),
  );
  return sha256(states.join('\n'));
}

/** The manifest of an earlier run, or null where there is none that can be read. */
export async function readManifest(out: string): Promise<Manifest | null> {
  const file = path.join(out, 'manifest.json');
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Manifest;
  } catch {
    return null;
  }
}

/** Whether OUT holds the whole run of that key, each file as it was written. */
export async function isUpToDate(out: string, key: string): Promise<boolean> {
  const manifest = await readManifest(out);
  if (manifest?.key !== key) return false;
  for (const file of manifest.outputs) {
    const at = path.join(out, file.path);
    if (!existsSync(at) || sha256(await readFile(at)) !== file.sha256) return false;
  }
  return true;
}
