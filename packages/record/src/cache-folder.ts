import { readFileSync, utimesSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CacheFolder,
  isLeftOver,
  markPattern,
  processMark,
  systemCode,
  systemFaults,
} from '@inverse-care/domain';

const hour = 3_600_000;
const temporary = new RegExp(`^tmp-(${markPattern})$`);
/** As versions before this one named them. */
const olderTemporary = /^tmp-[0-9a-f]{8}-\d+-[0-9a-f]{12}$/;

/** Temporary files whose process has ended; those of another machine after a day. */
async function sweep(dir: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [, mark] = temporary.exec(name) ?? [];
    if (mark === undefined && !olderTemporary.test(name)) continue;
    const path = join(dir, name);
    const found = await stat(path).catch(() => null);
    if (found === null) continue;
    const untouched = Date.now() - found.mtimeMs;
    const left = mark === undefined ? untouched > 24 * hour : isLeftOver(mark, untouched);
    if (left) await rm(path, { force: true }).catch(() => {});
  }
}

/**
 * Opens a cache folder, which is made where it does not exist.
 * @param onProblem told, once, why the folder cannot be used.
 * @returns null where the folder cannot be used.
 */
export async function openCacheFolder(
  dir: string,
  onProblem: (why: string) => void,
): Promise<CacheFolder | null> {
  let told = false;
  const problem = (error: unknown) => {
    if (!told) onProblem(systemFaults[systemCode(error) ?? '']?.why ?? (error as Error).message);
    told = true;
  };
  const write = async (name: string, bytes: Uint8Array) => {
    const path = join(dir, `tmp-${processMark()}`);
    try {
      await writeFile(path, bytes);
      await rename(path, join(dir, name));
      return true;
    } catch (error) {
      await rm(path, { force: true }).catch(() => {});
      problem(error);
      return false;
    }
  };
  let names: string[];
  try {
    await mkdir(dir, { recursive: true });
    names = await readdir(dir);
  } catch (error) {
    problem(error);
    return null;
  }
  await sweep(dir, names);
  const remove = (name: string) => rm(join(dir, name), { force: true }).catch(() => {});
  return {
    dir,
    names: new Set(names),
    // Of hundreds of small entries, to wait for each by Node's threads takes several times as long as the call.
    async read(name) {
      try {
        return readFileSync(join(dir, name));
      } catch {
        return null;
      }
    },
    write,
    async touch(name) {
      const now = new Date();
      try {
        utimesSync(join(dir, name), now, now);
      } catch {}
    },
    remove,
    async trim(limit) {
      const entries: { name: string; bytes: number; used: number }[] = [];
      for (const name of await readdir(dir).catch(() => [])) {
        if (temporary.test(name) || olderTemporary.test(name)) continue;
        const found = await stat(join(dir, name)).catch(() => null);
        if (found?.isFile()) entries.push({ name, bytes: found.size, used: found.mtimeMs });
      }
      let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
      for (const { name, bytes, used } of entries.sort((a, b) => a.used - b.used)) {
        // Another process may be reading what was used within the hour.
        if (total <= limit || Date.now() - used < hour) return;
        await remove(name);
        total -= bytes;
      }
    },
  };
}
