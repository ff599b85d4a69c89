import path from 'node:path';
import { writeSyntheticEngland } from '@inverse-care/synthetic';
import { studiesFolder } from '../program-folders.js';
import type { Progress } from '../progress.js';
import { makeReport } from './make-report.js';
import type { RunCommandOptions } from './options.js';
import { readStudyFile } from './read-study-file.js';

/** Writes Synthetic England into OUT/data, in the publishers' layouts, and runs the demonstration study on it. */
export async function demo(options: RunCommandOptions, signal: AbortSignal): Promise<void> {
  const declared = await readStudyFile(path.join(studiesFolder, 'demo.yaml'));
  const command = 'inverse-care demo --out OUT';
  const dataFolder = async (staging: string, progress: Progress) => {
    const dir = path.join(staging, 'data');
    await writeSyntheticEngland(dir, { signal, onProgress: (step) => progress.update(step) });
    return dir;
  };
  await makeReport({ options, declared, command, dataFolder }, signal);
}
