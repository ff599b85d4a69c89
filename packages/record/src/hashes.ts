import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** A file of a run. Paths are relative with forward slashes. */
export interface OutputFile {
  path: string;
  bytes: number;
  sha256: string;
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
export async function describeFiles(folder: string): Promise<OutputFile[]> {
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
