import path from 'node:path';
import { buildPanel } from '@inverse-care/sources';
import { writeSyntheticEngland } from '@inverse-care/synthetic';
import { codeSha256, studiesFolder } from '../code-identity.js';
import { isUpToDate, sha256 } from '../manifest.js';
import { progressOn } from '../progress.js';
import { assertWritable, staged } from '../staging.js';
import { announce, announceNothingNew } from '../summary.js';
import { writeReport } from '../write-report.js';
import { defaultThreads, type RunCommandOptions } from './options.js';
import { overridesAsWords, readStudyFile, withOverrides } from './run.js';

/** Writes Synthetic England into OUT/data, in the publishers' layouts, and runs the demonstration study on it. */
export async function demo(options: RunCommandOptions, signal: AbortSignal): Promise<void> {
  const { out } = options;
  const { study: declared, text } = await readStudyFile(path.join(studiesFolder, 'demo.yaml'));
  const study = withOverrides(declared, options);
  await assertWritable(out);
  const key = sha256(
    [await codeSha256(), JSON.stringify(study), options.pdf, process.env.SOURCE_DATE_EPOCH].join('\n'),
  );
  if (!options.force && (await isUpToDate(out, key))) return announceNothingNew(out, options.pdf);

  const progress = progressOn(process.stderr);
  try {
    const began = performance.now();
    const made = await staged(out, async (staging) => {
      const dir = path.join(staging, 'data');
      await writeSyntheticEngland(dir, {
        signal,
        onProgress: (step) => progress.update(step),
      });
      const data = await buildPanel({
        dir,
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
        command: `inverse-care demo --out OUT${overridesAsWords(options)}`,
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
