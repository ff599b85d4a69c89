import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CancelledError, InputError, readStudy, type Study } from '@inverse-care/core';
import { buildPanel } from '@inverse-care/sources';
import { codeSha256 } from '../code-identity.js';
import { isUpToDate, sha256, stateOfFolder } from '../manifest.js';
import { progressOn } from '../progress.js';
import { assertWritable, staged } from '../staging.js';
import { announce, announceNothingNew } from '../summary.js';
import { writeReport } from '../write-report.js';
import { defaultThreads, type RunCommandOptions } from './options.js';

/** Reads a study file from disk. Throws InputError where it cannot be read or used. */
export async function readStudyFile(file: string): Promise<{ study: Study; text: string }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const folder = (error as NodeJS.ErrnoException).code === 'EISDIR';
    throw new InputError(folder ? 'The study is a folder.' : 'There is no study file at that path.', {
      place: { file },
      expected: 'a YAML file such as studies/wilding-2024.yaml',
      remedy: 'Check the path given to --study.',
    });
  }
  return { study: readStudy(text, file), text };
}

/** The study with what the command line overrides. */
export function withOverrides(study: Study, { seed, replicates }: RunCommandOptions): Study {
  return {
    ...study,
    seed: seed ?? study.seed,
    inference: { ...study.inference, replicates: replicates ?? study.inference.replicates },
  };
}

/** Options that change the results, as words of a command. */
export function overridesAsWords({ seed, replicates }: RunCommandOptions): string {
  return [
    seed === undefined ? '' : ` --seed ${seed}`,
    replicates === undefined ? '' : ` --replicates ${replicates}`,
  ].join('');
}

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
  const { out } = options;
  const { study: declared, text } = await readStudyFile(options.study);
  const study = withOverrides(declared, options);
  assertApart(options.data, out);
  await assertWritable(out);
  const progress = progressOn(process.stderr);
  try {
    progress.update({ label: 'Looking at the data folder', done: 0, total: 0 });
    const state = await stateOfFolder(options.data).catch(() => 'unreadable');
    const key = sha256(
      [await codeSha256(), JSON.stringify(study), state, options.pdf, process.env.SOURCE_DATE_EPOCH].join(
        '\n',
      ),
    );
    if (!options.force && (await isUpToDate(out, key))) {
      progress.clear();
      return announceNothingNew(out, options.pdf);
    }
    const began = performance.now();
    const made = await staged(out, async (staging) => {
      const data = await buildPanel({
        dir: options.data,
        snapshots: study.snapshots,
        role: study.role,
        absent: study.absent,
        required: study.required,
        signal,
        onProgress: (step) => progress.update(step),
      });
      return writeReport(staging, {
        study,
        studyText: text,
        data,
        command: `inverse-care run --study ${path.basename(options.study)} --data DATA --out OUT${overridesAsWords(options)}`,
        key,
        threads: options.threads ?? defaultThreads(),
        pdf: options.pdf,
        signal,
        progress,
      });
    });
    progress.clear();
    announce(out, options.pdf, made, (performance.now() - began) / 1000);
  } finally {
    progress.clear();
  }
}
