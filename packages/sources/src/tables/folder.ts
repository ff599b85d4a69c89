import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, order, throwIfCancelled } from '@inverse-care/domain';
import { unreadableFile } from './unreadable-file.js';

/** A file below the data folder. */
export interface FolderFile {
  /** Below the data folder, with forward slashes. */
  path: string;
  absolute: string;
  bytes: number;
}

const dataExtensions = /\.(csv|zip|xlsx|geojson|topojson|json)$/i;
const ignored = /^(\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

/** Every visible file below a folder, by path in code-unit order. Throws InputError where there is no such folder. */
export async function findFiles(dir: string, signal?: AbortSignal): Promise<FolderFile[]> {
  const root = await stat(dir).catch(() => null);
  const remedy = 'Name the folder that holds the downloaded files.';
  if (root === null) {
    throw new InputError('The data folder does not exist', {
      place: { file: dir },
      expected: 'a folder of official files',
      remedy,
    });
  }
  if (!root.isDirectory()) {
    throw new InputError('This is a file, not a data folder', {
      place: { file: dir },
      expected: 'a folder of official files',
      remedy,
    });
  }
  const files: FolderFile[] = [];
  const visited = new Set<string>();
  const walk = async (absolute: string, path: string): Promise<void> => {
    throwIfCancelled(signal);
    const real = await realpath(absolute);
    if (visited.has(real)) return;
    visited.add(real);
    const names = await readdir(absolute).catch((error) => {
      throw unreadableFile(error, path === '' ? dir : path);
    });
    for (const name of names.sort()) {
      if (ignored.test(name) || ownNames.includes(name)) continue;
      const below = join(absolute, name);
      const at = path === '' ? name : `${path}/${name}`;
      const found = await stat(below).catch(() => null);
      if (found === null) continue;
      if (found.isDirectory()) {
        if (dataExtensions.test(name)) {
          throw new InputError('This is a folder where a file was expected', {
            place: { file: at },
            expected: 'a file, as its name says',
            remedy: 'Move the file out of this folder and delete the folder, or rename it.',
          });
        }
        await walk(below, at);
      } else if (found.isFile()) {
        files.push({ path: at, absolute: below, bytes: found.size });
      }
    }
  };
  await walk(resolve(dir), '');
  return files.sort((a, b) => order(a.path, b.path));
}

/** As findFiles, but throws InputError where there is nothing in the folder too. */
export async function listFolder(dir: string, signal?: AbortSignal): Promise<FolderFile[]> {
  const files = await findFiles(dir, signal);
  if (files.length === 0) {
    throw new InputError('The data folder is empty', {
      place: { file: dir },
      expected: 'official files of NHS England and the Office for National Statistics',
      remedy: 'Download them into this folder; `inverse-care check` says what a study needs.',
    });
  }
  return files;
}

/** True where a path lies in a folder called `local`. */
export function isLocal(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((part) => part.toLowerCase() === 'local');
}

/** What fetch keeps beside the data: its lock file, and the folder of files that newer ones took the place of. */
export const lockName = 'inverse-care.lock.json';
export const supersededFolder = 'superseded';
const ownNames = [lockName, supersededFolder];
