import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { supersededFolder } from '../tables/folder.js';

/** A path below a folder at which there is nothing yet: the one asked for, or with a number before its extension. */
export function freePath(dir: string, path: string): string {
  const { dir: folder, name, ext } = posix.parse(path);
  for (let n = 1; ; n++) {
    const candidate = posix.join(folder, n === 1 ? `${name}${ext}` : `${name}-${n}${ext}`);
    if (!existsSync(join(dir, candidate))) return candidate;
  }
}

/** Moves a file of the folder to where no reader looks. Returns its new path. */
export async function setAside(dir: string, path: string): Promise<string> {
  const to = freePath(dir, posix.join(supersededFolder, posix.basename(path)));
  await mkdir(join(dir, supersededFolder), { recursive: true });
  await rename(join(dir, path), join(dir, to));
  return to;
}

/** Moves a verified file to its place below the folder, never onto another. Returns its path. */
export async function placeFile(dir: string, part: string, path: string): Promise<string> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  const to = freePath(dir, path);
  await rename(part, join(dir, to));
  return to;
}
