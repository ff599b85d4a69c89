import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { InputError, order, systemCode, systemFaults, throwIfCancelled } from '@inverse-care/domain';
import { countryFile } from '../country/country.js';
import { unreadableFile } from './unreadable-file.js';

/** A file below the data folder. */
export interface FolderFile {
  /** Below the data folder, with forward slashes. */
  path: string;
  absolute: string;
  bytes: number;
}

/** What is there and cannot be read: a symbolic link that leads to nothing, a device, a pipe. */
export interface LostLink {
  /** Below the data folder. */
  path: string;
  /** Where a link leads, as it says; null for what is none. */
  target: string | null;
  why: string;
}

const dataExtensions = /\.(csv|zip|xlsx|geojson|topojson|json)$/i;
const ignored = /^(\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

/** What becomes of a name whose target does not answer: a link is named, what has gone is none, else the error says why. */
async function lost(error: unknown, absolute: string, path: string): Promise<LostLink | null> {
  const found = await lstat(absolute).catch(() => null);
  if (found?.isSymbolicLink()) {
    const code = systemCode(error);
    return {
      path,
      target: await readlink(absolute).catch(() => ''),
      why: code === 'ENOENT' || code === undefined ? 'it leads nowhere' : systemFaults[code]!.why,
    };
  }
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw unreadableFile(error, path);
}

/**
 * Every visible file below a folder, by path in code-unit order; symbolic links are followed, each folder once.
 * Whatever asks for the data (recognition, the cache, the check, the state of a folder) asks here.
 * @param onFolder told each folder without links, and its path.
 * @param onLost told each link that cannot be followed.
 * @throws InputError where there is no such folder.
 */
export async function findFiles(
  dir: string,
  signal?: AbortSignal,
  onFolder: (real: string, path: string) => void = () => {},
  onLost: (lost: LostLink) => void = () => {},
): Promise<FolderFile[]> {
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
    onFolder(real, path);
    const names = await readdir(absolute).catch((error) => {
      throw unreadableFile(error, path === '' ? dir : path);
    });
    for (const name of names.sort()) {
      if (ignored.test(name) || ownNames.includes(name)) continue;
      const below = join(absolute, name);
      const at = path === '' ? name : `${path}/${name}`;
      const found = await stat(below).catch((error) => lost(error, below, at));
      if (found === null) continue;
      if ('target' in found) {
        onLost(found);
        continue;
      }
      if (found.isDirectory()) {
        if (dataExtensions.test(name) || at === countryFile) {
          throw new InputError('This is a folder where a file was expected', {
            place: { file: at },
            expected: 'a file, as its name says',
            remedy: 'Move the file out of this folder and delete the folder, or rename it.',
          });
        }
        await walk(below, at);
      } else if (found.isFile()) {
        files.push({ path: at, absolute: below, bytes: found.size });
      } else onLost({ path: at, target: null, why: 'it is a device, a pipe or a socket' });
    }
  };
  await walk(resolve(dir), '');
  return files.sort((a, b) => order(a.path, b.path));
}

/** The data of a run: one folder, or several whose files are taken together. */
export type DataFolders = string | readonly string[];

export const foldersOf = (folders: DataFolders): readonly string[] =>
  typeof folders === 'string' ? [folders] : folders;

/** What several folders are called in paths: by their last part, with a number where two have the same. */
function namesOfFolders(dirs: readonly string[]): string[] {
  const parts = dirs.map((dir) => basename(resolve(dir)) || 'data');
  return parts.map((part, i) => {
    const before = parts.slice(0, i).filter((other) => other === part).length;
    return before === 0 ? part : `${part} (${before + 1})`;
  });
}

/** Throws InputError where a folder is named twice, or lies in another: its files would be there twice. */
async function requireApart(dirs: readonly string[]): Promise<void> {
  const real = await Promise.all(dirs.map((dir) => realpath(dir).catch(() => resolve(dir))));
  for (const [i, dir] of real.entries()) {
    const other = real.findIndex((one, k) => k !== i && (one === dir || dir.startsWith(`${one}${sep}`)));
    if (other < 0) continue;
    throw new InputError(
      real[other] === dir
        ? 'The data folder is named twice'
        : `The data folder lies in another one that is named too, ${dirs[other]}`,
      {
        place: { file: dirs[i] as string },
        expected: 'folders apart from each other',
        remedy: 'Name each once, and of a folder and one within it the outer one alone.',
      },
    );
  }
}

/**
 * The files of one folder or of several, by path; of several the path begins with the folder's name.
 * @throws InputError where a folder does not exist, is named twice, or has nothing in it.
 */
export async function listFolders(
  folders: DataFolders,
  signal?: AbortSignal,
  onLost: (lost: LostLink) => void = () => {},
): Promise<FolderFile[]> {
  const dirs = foldersOf(folders);
  const [only] = dirs;
  if (dirs.length === 1) return listFolder(only as string, signal, onLost);
  await requireApart(dirs);
  const names = namesOfFolders(dirs);
  const files: FolderFile[] = [];
  for (const [i, dir] of dirs.entries()) {
    const named = (path: string) => `${names[i]}/${path}`;
    const list = await listFolder(dir, signal, (lost) => onLost({ ...lost, path: named(lost.path) }));
    for (const file of list) files.push({ ...file, path: named(file.path) });
  }
  return files.sort((a, b) => order(a.path, b.path));
}

/** As findFiles, but throws InputError where there is nothing in the folder too. */
export async function listFolder(
  dir: string,
  signal?: AbortSignal,
  onLost?: (lost: LostLink) => void,
): Promise<FolderFile[]> {
  const files = await findFiles(dir, signal, undefined, onLost);
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
