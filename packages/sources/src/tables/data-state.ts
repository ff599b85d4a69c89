import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { InputError, type InputFile } from '@inverse-care/domain';
import { stateOf } from './file-state.js';
import { type DataFolders, findFiles, foldersOf, type LostLink, listFolders } from './folder.js';

async function stateOfFolder(dir: string): Promise<string[]> {
  const root = await realpath(dir);
  const files = await findFiles(dir);
  return Promise.all(
    files.map(async ({ path, absolute }) => {
      const { size, mtimeNs } = await stat(absolute, { bigint: true });
      const real = await realpath(absolute);
      // Another file that a link leads to may have the size and the time of the one before.
      const inPlace = real === [root, ...path.split('/')].join(sep);
      return [path, size, mtimeNs, inPlace ? '' : real].join('\t');
    }),
  );
}

/**
 * A word for the state of data folders that changes when a file does that a run reads: names, sizes, times of change,
 * and where links lead. Cheap enough to ask at every run; contents are hashed when they are read. Of a folder that cannot
 * be read, the run will say so.
 */
export async function stateOfData(folders: DataFolders): Promise<string> {
  const states = await Promise.all(
    foldersOf(folders).map((dir) => stateOfFolder(dir).catch(() => ['unreadable'])),
  );
  return createHash('sha256').update(JSON.stringify(states)).digest('hex');
}

/** Sizes and times of change of the files in data folders, by their paths as a run's inputs have them. */
export async function timesOfFiles(folders: DataFolders): Promise<ReadonlyMap<string, string>> {
  const files = await listFolders(folders).catch(() => []);
  const times = files.map(async ({ path, absolute }) => {
    const found = await stat(absolute, { bigint: true }).catch(() => null);
    return [path, found === null ? 'gone' : `${found.size} ${found.mtimeNs} ${found.ino}`] as const;
  });
  return new Map(await Promise.all(times));
}

/**
 * Sees that what a run has read is still what it was when it began: else its files may be of two versions of the data.
 * @param before as {@link timesOfFiles} told before the first was read.
 * @throws InputError that names the first of the files that are other.
 */
export async function requireUnchanged(
  folders: DataFolders,
  before: ReadonlyMap<string, string>,
  inputs: readonly Pick<InputFile, 'path'>[],
): Promise<void> {
  const after = await timesOfFiles(folders);
  const other = inputs.map(({ path }) => path).filter((path) => before.get(path) !== after.get(path));
  if (other.length === 0) return;
  throw new InputError(
    `${other.length === 1 ? 'A file' : `${other.length} files`} of the data changed while the run read them.`,
    {
      place: { file: other[0]! },
      expected: 'the same files from the beginning of reading to its end',
      remedy: 'Run again when nothing else writes to the folder.',
    },
  );
}

/**
 * The state of data folders by the rule by which a hash of a file is believed: device, inode, size and both times of
 * change; null where a file changed too lately to be believed, or the folders cannot be read.
 */
export async function exactStateOf(folders: DataFolders): Promise<string | null> {
  const lost: LostLink[] = [];
  try {
    const files = await listFolders(folders, undefined, (link) => lost.push(link));
    const states = await Promise.all(files.map(({ absolute }) => stateOf(absolute)));
    if (!states.every(({ settled }) => settled)) return null;
    return JSON.stringify([foldersOf(folders), lost, files.map(({ path }, i) => [path, states[i]!.state])]);
  } catch {
    return null;
  }
}

/**
 * By which folder within data folders, reached through symbolic links, a run would read what lies in another folder.
 * @param target without links.
 * @returns the path in the data folder; null where there is none.
 */
export async function wayInto(folders: DataFolders, target: string): Promise<string | null> {
  const below = (folder: string, at: string) => at === folder || at.startsWith(`${folder}${sep}`);
  for (const dir of foldersOf(folders)) {
    let root: string | undefined;
    let way: string | null = null;
    await findFiles(dir, undefined, (real, path) => {
      root ??= real;
      if (path !== '' && below(target, real) && !below(root, real)) way ??= path;
    }).catch(() => []);
    if (way !== null) return way;
  }
  return null;
}
