import path from 'node:path';
import { requireChoices } from '@inverse-care/core/study';
import { type CancelledError, InputError } from '@inverse-care/domain';
import { stateOfFolder } from '@inverse-care/record';
import { cacheFrom } from './cache.js';
import { makeReport } from './make-report.js';
import type { RunCommandOptions, SetOptions } from './options.js';
import { readStudyFile } from './read-study-file.js';

/** Throws InputError where the output folder lies in the data folder. */
export function assertApart(data: readonly string[], out: string): void {
  const inside = (folder: string) => {
    const way = path.relative(path.resolve(folder), path.resolve(out));
    return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
  };
  if (data.some(inside)) {
    throw new InputError(
      'The output folder lies in the data folder, where the next run would read it as data.',
      {
        place: { file: out },
        expected: 'a folder outside the data folder',
        remedy: 'Give another path to --out.',
      },
    );
  }
}

/** The state of all data folders; of one that cannot be read, the run will say so. */
export const stateOfFolders = async (data: readonly string[]): Promise<string> =>
  (await Promise.all(data.map((folder) => stateOfFolder(folder).catch(() => 'unreadable')))).join('\n');

/**
 * `run`: a study on a folder of files to the full report; with `--set`, one specification of its multiverse alone.
 * @throws InputError for bad input, {@link CancelledError} where the signal fires; OUT is then as it was.
 */
export async function run(
  options: RunCommandOptions & SetOptions & { study: string; data: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const { study, data, out, set } = options;
  const declared = await readStudyFile(study);
  assertApart(data, out);
  if (set !== undefined) requireChoices(set, declared.study);
  await makeReport(
    {
      options,
      declared,
      command: `inverse-care run --study ${path.basename(study)} --data DATA --out OUT${(set ?? []).map((word) => ` --set ${word}`).join('')}`,
      ...(set && { multiverse: { kind: 'specification', set, paths: { study, data } } }),
      stateOfData: (progress) => {
        progress.update({ label: 'Looking at the data folder', done: 0, total: 0 });
        return stateOfFolders(data);
      },
      dataFolder: () => data,
      cache: cacheFrom(options.cache),
    },
    signal,
  );
}
