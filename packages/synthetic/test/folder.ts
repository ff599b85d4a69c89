import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'synthetic-england-'));
}

/** Paths below a folder, with forward slashes, sorted. */
export async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** SHA-256 of every file, by path. */
export async function hashes(dir: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const path of await filesBelow(dir)) {
    found.set(
      path,
      createHash('sha256')
        .update(await readFile(join(dir, path)))
        .digest('hex'),
    );
  }
  return found;
}

/** Entries of a zip or workbook as text, by name. */
export async function unzipped(path: string): Promise<Map<string, string>> {
  const entries = unzipSync(new Uint8Array(await readFile(path)));
  return new Map(Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)]));
}
