import path from 'node:path';
import { InputError } from '@inverse-care/domain';
import { type DataFolders, foldersOf, isLocal } from '../tables/folder.js';
import type { OpenFolder } from './open-folder.js';

/** The command that proposes a sidecar for a table: its path below the data folder, or whole. */
export const describeCommand = (table: string, data = 'DATA') =>
  `inverse-care describe ${table} --data ${data}`;

/**
 * An error about a name that nothing brings, with the command that would describe the local tables without a sidecar,
 * where there are any; else as it is. What they hold is not guessed while a study runs: whether more is more need, what a
 * column is about and when it was measured are nobody's to say but their owner's.
 */
export function withUndescribed(error: unknown, folder: OpenFolder, dir: DataFolders): unknown {
  if (!(error instanceof InputError)) return error;
  const tables = folder.recognitions.filter(
    ({ file, tables: known, problems }) =>
      isLocal(file.path) && /\.csv$/i.test(file.path) && known.length === 0 && problems.length === 0,
  );
  const [first] = tables;
  if (first === undefined) return error;
  const dirs = foldersOf(dir);
  const at = dirs.length === 1 ? path.join(dirs[0] as string, first.file.path) : first.file.absolute;
  const which =
    tables.length === 1
      ? `${first.file.path} has no sidecar that says what its columns are`
      : `${tables
          .map(({ file }) => file.path)
          .slice(0, 5)
          .join(', ')} have no sidecars that say what their columns are`;
  return new InputError(error.message, {
    place: error.place,
    ...(error.expected === undefined ? {} : { expected: error.expected }),
    remedy:
      `${which}: \`${describeCommand(at, dirs.join(' --data '))}\` proposes one. ${error.remedy ?? ''}`.trim(),
  });
}
