import path from 'node:path';
import { type CancelledError, InputError } from '@inverse-care/core';
import { stateOfFolder } from '../manifest.js';
import { cacheFrom } from './cache.js';
import { makeReport } from './make-report.js';
import type { RunCommandOptions } from './options.js';
import { readStudyFile } from './read-study-file.js';

function assertApart(data: string, out: string): void {
  const inside = path.relative(path.resolve(data), path.resolve(out));
  if (inside === '' || (!inside.startsWith('..') && !path.isAbsolute(inside))) {
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

/**
 * `run`: a study on a folder of files to the full report.
 * @throws InputError for bad input, {@link CancelledError} where the signal fires; OUT is then as it was.
 */
export async function run(
  options: RunCommandOptions & { study: string; data: string },
  signal: AbortSignal,
): Promise<void> {
  const { study, data, out } = options;
  const declared = await readStudyFile(study);
  assertApart(data, out);
  await makeReport(
    {
      options,
      declared,
      command: `inverse-care run --study ${path.basename(study)} --data DATA --out OUT`,
      stateOfData: (progress) => {
        progress.update({ label: 'Looking at the data folder', done: 0, total: 0 });
        return stateOfFolder(data).catch(() => 'unreadable');
      },
      dataFolder: () => data,
      cache: cacheFrom(options.cache),
    },
    signal,
  );
}
