import { chmod, lchown, lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isOurFolder, isOurs, us } from './trusted-folder.js';

const sealName = 'complete.json';

const sealSchema = z.strictObject({
  /** Bytes of each file. */
  files: z.record(z.string(), z.number().int().nonnegative()),
});

type Seal = z.infer<typeof sealSchema>;

const names = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name !== sealName).sort();

/**
 * Takes from everybody else the right to write, and writes last what the folder holds: it is whole from then on. An
 * archive that root unpacks leaves files to the numbers of users that it names; they are taken from them too.
 */
export async function seal(folder: string): Promise<void> {
  const files: Seal['files'] = {};
  for (const name of await names(folder)) {
    const at = path.join(folder, name);
    const found = await lstat(at);
    if (found.isSymbolicLink()) continue;
    if (found.uid !== us()) await lchown(at, us(), process.getgid?.() ?? found.gid);
    await chmod(at, found.mode & 0o755);
    if (found.isFile()) files[name] = found.size;
  }
  await writeFile(path.join(folder, sealName), JSON.stringify({ files }), { mode: 0o600, flush: true });
}

async function readSeal(folder: string): Promise<Seal | null> {
  try {
    const at = path.join(folder, sealName);
    const found = await lstat(at);
    if (!found.isFile() || !isOurs(found)) return null;
    return sealSchema.parse(JSON.parse(await readFile(at, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Whether a folder is this user's own, was sealed, and holds what it held then: every file there, its own, writable by
 * nobody else, of the same length; no link and no further file among them. The bytes of two hundred megabytes are not
 * read again at each start: who can change them in place is this user or root.
 */
export async function isWhole(folder: string): Promise<boolean> {
  if (!(await isOurFolder(folder))) return false;
  const sealed = await readSeal(folder);
  if (sealed === null) return false;
  const expected = new Map(Object.entries(sealed.files));
  for (const name of await names(folder)) {
    const at = path.join(folder, name);
    const found = await lstat(at).catch(() => null);
    if (found === null || !isOurs(found)) return false;
    if (found.isDirectory()) continue;
    if (!found.isFile() || expected.get(name) !== found.size) return false;
    expected.delete(name);
  }
  return expected.size === 0;
}
