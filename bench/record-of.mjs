import { readFile } from 'node:fs/promises';
import { findOut } from '../apps/report/dist/find-out.js';
import { readStudy, ThreadsExecutor } from '../packages/core/dist/index.js';
import { buildPanel } from '../packages/sources/dist/index.js';

/**
 * The record of a study on a data folder, made as a run makes it.
 * @param run study file, data folder, threads; replicates in place of the study's; an opened cache.
 * @param timer told of the parts "reading" and "computing", and of progress within them.
 */
export async function recordOf({ study: file, data: dir, cache = null, threads, replicates }, timer) {
  const studyText = await readFile(file, 'utf8');
  const study = readStudy(studyText, file);
  const { onProgress } = timer ?? {};
  const executor = new ThreadsExecutor(threads ?? 1);
  executor.warm();
  timer?.begin('reading');
  const data = await buildPanel({
    dir,
    snapshots: study.snapshots,
    role: study.role,
    surveyYear: study.survey,
    required: study.required,
    naming: study,
    cache: cache && { folder: cache },
    onProgress,
  });
  timer?.begin('computing');
  const { record } = await findOut({
    study: {
      ...study,
      snapshots: data.panel.snapshots,
      inference: { ...study.inference, replicates: replicates ?? study.inference.replicates },
    },
    studyText,
    data,
    command: 'pnpm bench',
    executor,
    onProgress,
  });
  await executor.close();
  return record;
}
