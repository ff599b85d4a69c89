import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { CacheFolder } from '@inverse-care/domain';

const hour = 3_600_000;
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const temporary = /^tmp-([0-9a-f]{8})-(\d+)-[0-9a-f]+$/;

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Temporary files whose process has ended; those of another machine after a day. */
async function sweep(dir: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [, machine, pid] = temporary.exec(name) ?? [];
    if (pid === undefined) continue;
    const path = join(dir, name);
    const found = await stat(path).catch(() => null);
    if (found === null) continue;
    const old = Date.now() - found.mtimeMs > 24 * hour;
    if (old || (machine === host && !isRunning(Number(pid)))) await rm(path, { force: true }).catch(() => {});
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
    if (!told) onProblem((error as Error).message);
    told = true;
  };
  const write = async (name: string, bytes: Uint8Array) => {
    const path = join(dir, `tmp-${host}-${process.pid}-${randomBytes(6).toString('hex')}`);
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
    read: (name) => readFile(join(dir, name)).catch(() => null),
    write,
    async touch(name) {
      const now = new Date();
      await utimes(join(dir, name), now, now).catch(() => {});
    },
    remove,
    async trim(limit) {
      const entries: { name: string; bytes: number; used: number }[] = [];
      for (const name of await readdir(dir).catch(() => [])) {
        if (temporary.test(name)) continue;
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
