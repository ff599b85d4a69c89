import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { order } from '@inverse-care/domain';
import { crateOf } from './crate/crate.js';
import { crateFile } from './crate/entities.js';
import { type OutputFile, sha256 } from './hashes.js';
import { filesOf, readManifest } from './manifest.js';
import type { RunRecord } from './run-record.js';

/** Generated data of a demonstration, which a run that needs no new ones leaves where they are. */
const dataFolder = 'data/';
const byPath = (files: readonly OutputFile[]) => [...files].sort((a, b) => order(a.path, b.path));

/**
 * All files of a run but its manifest, sorted by path.
 * @param folder where they are.
 * @param keptFrom a folder of an earlier run, whose generated data stay where the run has made none.
 */
export async function outputsOf(folder: string, keptFrom?: string): Promise<OutputFile[]> {
  const made = await filesOf(folder);
  if (keptFrom === undefined || made.some(({ path: file }) => file.startsWith(dataFolder))) return made;
  const earlier = await readManifest(keptFrom);
  const kept = (earlier?.outputs ?? []).filter(({ path: file }) => file.startsWith(dataFolder));
  return byPath([...made, ...kept]);
}

/**
 * Describes a run to strangers: writes its RO-Crate beside the files, all of which but the manifest are there.
 * @returns the files and the crate, sorted by path.
 */
export async function writeCrate(
  folder: string,
  record: RunRecord,
  outputs: readonly OutputFile[],
): Promise<OutputFile[]> {
  const content = Buffer.from(crateOf(record, outputs));
  await writeFile(path.join(folder, crateFile), content);
  return byPath([...outputs, { path: crateFile, bytes: content.length, sha256: sha256(content) }]);
}
