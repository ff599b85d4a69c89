import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of a run. Paths are relative with forward slashes. */
export interface OutputFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** SHA-256 in hexadecimal; a text is hashed as UTF-8. */
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
