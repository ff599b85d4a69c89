import { openDrawCache } from '@inverse-care/core';
import { requireGrid } from '@inverse-care/core/study';
import { stateOfData } from '@inverse-care/sources/data-state';
import { statsSha256 } from '../code-identity.js';
import { cacheFrom } from './cache.js';
import { makeReport } from './make-report.js';
import type { RunCommandOptions } from './options.js';
import { inStudy, readStudyFile } from './read-study-file.js';
import { commandFor } from './report-order.js';
import { requireApart } from './run.js';

/**
 * `sensitivity`: a study by every compatible combination of its choices, beside the full report of `run`. Draws are
 * kept, so that another option computes what is new alone, and a run that was stopped goes on.
 * @throws InputError for bad input, CancelledError where the signal fires; OUT is then as it was.
 */
export async function sensitivity(
  options: RunCommandOptions & { study: string; data: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const { study, data, out } = options;
  const declared = await readStudyFile(study);
  await inStudy(declared, async () => requireGrid(declared.study));
  await requireApart(data, out);
  const cache = cacheFrom(options.cache);
  const draws = (await cache?.open('draws')) ?? null;
  await makeReport(
    {
      options,
      declared,
      command: commandFor('sensitivity', options),
      multiverse: {
        kind: 'grid',
        paths: { study, data },
        ...(draws !== null && { cache: openDrawCache(draws) }),
        code: await statsSha256(),
      },
      stateOfData: (progress) => {
        progress.update({ label: 'Looking at the data folder', done: 0, total: 0 });
        return stateOfData(data);
      },
      dataFolder: () => data,
      cache,
    },
    signal,
  );
}
