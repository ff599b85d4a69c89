import path from 'node:path';
import { requireChoices, withSettings } from '@inverse-care/core/study';
import { type CancelledError, InputError } from '@inverse-care/domain';
import { withoutLinks } from '@inverse-care/record';
import { stateOfData, wayInto } from '@inverse-care/sources/data-state';
import { cacheFrom } from './cache.js';
import { makeReport } from './make-report.js';
import type { RunCommandOptions, SetOptions } from './options.js';
import { readStudyFile } from './read-study-file.js';
import { commandFor } from './report-order.js';

/** Throws InputError where the output folder lies in a data folder, as it is named or by where links lead. */
export async function requireApart(data: readonly string[], out: string): Promise<void> {
  const real = await withoutLinks(out);
  const refusal = (problem: string) =>
    new InputError(problem, {
      place: { file: out },
      expected: 'a folder outside the data folder',
      remedy: 'Give another path to --out.',
    });
  for (const folder of data) {
    const way = path.relative(await withoutLinks(folder), real);
    if (way === '' || (!way.startsWith('..') && !path.isAbsolute(way)))
      throw refusal('The output folder lies in the data folder, where the next run would read it as data.');
  }
  const link = await wayInto(data, real);
  if (link !== null)
    throw refusal(
      `A link in the data folder leads to the output folder, which the next run would read as data: ${link}.`,
    );
}

/**
 * `run`: a study on a folder of files to the full report; with `--set`, one specification of its multiverse alone, or another
 * model, places and times than the file has.
 * @throws InputError for bad input, {@link CancelledError} where the signal fires; OUT is then as it was.
 */
export async function run(
  options: RunCommandOptions & SetOptions & { study: string; data: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const { study, data, out, set } = options;
  const file = await readStudyFile(study);
  const settings = withSettings(file.study, set ?? []);
  const declared = { ...file, study: settings.study };
  const { choices } = settings;
  if (choices.length > 0) requireChoices(choices, declared.study);
  await requireApart(data, out);
  await makeReport(
    {
      options,
      declared,
      command: commandFor('run', options, set),
      ...(choices.length > 0 && {
        multiverse: { kind: 'specification', set: choices, paths: { study, data } },
      }),
      stateOfData: (progress) => {
        progress.update({ label: 'Looking at the data folder', done: 0, total: 0 });
        return stateOfData(data);
      },
      dataFolder: () => data,
      cache: cacheFrom(options.cache),
    },
    signal,
  );
}
