import { InputError } from '@inverse-care/domain';
import {
  type Manifest,
  type OutFolder,
  readManifest,
  readRecord,
  recordFolder,
  resultsFolder,
  settleOut,
  sha256,
  withOut,
} from '@inverse-care/record';
import { codeHashes } from '../code-identity.js';
import { declaredDate, documentDate } from '../document-date.js';
import { progressOn } from '../progress.js';
import { announceDocuments } from '../summary.js';
import { readThemeFile } from '../theme/read-theme-file.js';
import { alteredOutputs } from './changed-files.js';
import { formatsOf, type RunCommandOptions } from './options.js';
import { publish } from './publish.js';

/** Options of `report`. */
export type ReportCommandOptions = Pick<RunCommandOptions, 'format' | 'pdf' | 'theme'> & {
  /** The output folder of a run. */
  from: string;
  /** Where the documents go; the folder that they are made from where left out. */
  out?: string;
};

/**
 * The manifest of a run whose tables are as it wrote them.
 * @throws InputError where the folder holds no run, or its tables were changed.
 */
export async function manifestOf(from: string): Promise<Manifest> {
  const manifest = await readManifest(from);
  if (manifest === null) {
    throw new InputError('The folder holds no run.', {
      place: { file: from },
      expected: 'the output folder of a run of this program, with its manifest.json',
      remedy: 'Give to --from what a run was given as --out.',
    });
  }
  const needed = manifest.outputs.filter(({ path: file }) =>
    [resultsFolder, recordFolder].some((folder) => file.startsWith(`${folder}/`)),
  );
  const altered = await alteredOutputs(from, needed);
  if (altered.length > 0) {
    const others = altered.length > 3 ? `, and ${altered.length - 3} more` : '';
    throw new InputError('The tables of the run are not as it wrote them.', {
      place: { file: from },
      expected: `each file as its manifest.json has it; ${altered.slice(0, 3).join(', ')}${others}`,
      remedy: 'Bring back the files of results/ and record/, or run the study again.',
    });
  }
  return manifest;
}

/**
 * `report`: the documents of an earlier run once more, in another theme or format, from its record alone.
 * @throws InputError where there is no record, or it is damaged; CancelledError where the signal fires. The folder is
 *   then as it was.
 */
export const report = (options: ReportCommandOptions, signal: AbortSignal): Promise<void> =>
  withOut(options.out ?? options.from, (out) => reportIn(out, options, signal));

async function reportIn(out: OutFolder, options: ReportCommandOptions, signal: AbortSignal): Promise<void> {
  const { from } = options;
  const formats = formatsOf(options);
  const theme = await readThemeFile(options.theme);
  if (out.path !== from) await settleOut(from);
  const earlier = await manifestOf(from);
  const progress = progressOn(process.stderr);
  try {
    progress.update({ label: 'Reading the record', done: 0, total: 0 });
    const began = performance.now();
    const { all } = await codeHashes();
    const { findings_key, panel_key } = earlier;
    const documents = [formats.join(), JSON.stringify(theme), declaredDate()];
    const keys = {
      key: sha256([all, findings_key, ...documents].join('\n')),
      findings_key,
      panel_key,
      code: all,
    };
    const { record } = await publish({ out, formats, theme, keys, signal, progress }, async () => ({
      record: await readRecord(from, documentDate(earlier.study)),
    }));
    progress.clear();
    announceDocuments(out.path, formats, record, (performance.now() - began) / 1000);
  } finally {
    progress.clear();
  }
}
