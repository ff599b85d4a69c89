import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheFolder } from '@inverse-care/domain';

/** A cache folder on the disk, as plain as can be: entries are whole, and none is ever taken away. */
export async function diskFolder(dir: string): Promise<CacheFolder> {
  await mkdir(dir, { recursive: true });
  return {
    dir,
    names: new Set(await readdir(dir)),
    read: (name) => readFile(join(dir, name)).catch(() => null),
    async write(name, bytes) {
      const whole = join(dir, `${name}.${randomBytes(6).toString('hex')}`);
      await writeFile(whole, bytes);
      await rename(whole, join(dir, name));
      return true;
    },
    touch: async () => {},
    remove: (name) => rm(join(dir, name), { force: true }),
    trim: async () => {},
  };
}
