import type { Stats } from 'node:fs';
import { lstat, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

const sticky = 0o1000;
const writableByOthers = 0o022;
/** This user's number. */
export const us = () => process.getuid?.() ?? 0;

/** Whether what lies at a path is this user's own, no link, and such that nobody else can write it. */
export const isOurs = (found: Stats): boolean =>
  !found.isSymbolicLink() && found.uid === us() && (found.mode & writableByOthers) === 0;

/** Whether a folder is this user's own, no link, and such that nobody else can write it. */
export async function isOurFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null);
  return found?.isDirectory() === true && isOurs(found);
}

/**
 * Whether nobody else can put another folder in the place of this one: each folder above it is this user's or root's,
 * and writable by others only where what lies in it can be taken away by its owner alone.
 */
async function isHeld(folder: string): Promise<boolean> {
  for (let at = path.dirname(folder); ; at = path.dirname(at)) {
    const found = await lstat(at).catch(() => null);
    if (found === null || (found.uid !== us() && found.uid !== 0)) return false;
    const open = found.isDirectory() && (found.mode & writableByOthers) !== 0 && (found.mode & sticky) === 0;
    if (open) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Makes a folder where there is none. Whether it is this user's own, can be written, and cannot be exchanged. */
export async function ownFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const found = await lstat(folder);
    if (!found.isDirectory() || found.uid !== us() || (found.mode & writableByOthers) !== 0) return false;
    if (!(await isHeld(path.resolve(folder)))) return false;
    await rm(await mkdtemp(path.join(folder, 'try-')), { recursive: true });
    return true;
  } catch {
    return false;
  }
}
