import { type Executor, keepingResults, ThreadsExecutor } from '@inverse-care/core';
import {
  asReported,
  type DeclaredStudy,
  type PanelWithProvenance,
  requireNamed,
  type Study,
} from '@inverse-care/domain';
import type { RunRecord } from '@inverse-care/record';
import type { BuildOptions } from '@inverse-care/sources';
import { requireUnchanged, timesOfFiles } from '@inverse-care/sources/data-state';
import { computingSha256 } from '../code-identity.js';
import { collectGarbage } from '../collect-garbage.js';
import { findOut } from '../find-out.js';
import type { Progress } from '../progress.js';
import { type CachePlace, openCounts } from './cache.js';
import { defaultThreads } from './options.js';
import { besideOf, overridesAsWords, type ReportOrder, withOverrides } from './report-order.js';

/** Bootstrap replicates from which on threads are worth starting before the data are read. */
const enoughReplicates = 500;

/** Where and how a run computes. */
interface Place {
  staging: string;
  progress: Progress;
  signal: AbortSignal;
  /** Stands for all that the panel depends on; without it none is taken from the cache. */
  panelKey?: string;
}

/** The panel of facts: of an earlier run where that is the same, else read from the data folder or the cache. */
export async function factsOf(
  order: ReportOrder,
  earlier: RunRecord | null,
  { staging, progress, signal, panelKey }: Place,
): Promise<PanelWithProvenance> {
  const study = withOverrides(order.declared.study, order.options);
  if (earlier !== null) {
    requireNamed(study, earlier.data.panel.local ?? []);
    return { ...earlier.data, panel: asReported(earlier.data.panel) };
  }
  const { buildPanel, buildPanelOnce } = await import('@inverse-care/sources');
  const dir = await order.dataFolder(staging, progress);
  const before = await timesOfFiles(dir);
  const options: BuildOptions = {
    dir,
    snapshots: study.snapshots,
    role: study.role,
    population: study.population,
    populationBeside: besideOf(order),
    surveyYear: study.survey,
    required: study.required,
    naming: study,
    cache: await openCounts(order.cache ?? null),
    signal,
    onProgress: progress.update,
  };
  const folder = panelKey === undefined ? null : ((await order.cache?.open('panels')) ?? null);
  const facts =
    folder === null ? await buildPanel(options) : await buildPanelOnce(options, { folder, key: panelKey! });
  await requireUnchanged(dir, before, facts.inputs);
  return facts;
}

/** Results that an earlier run has kept are taken from the folder `tasks` of the cache. */
export async function withKept(executor: Executor, cache: CachePlace | null | undefined): Promise<Executor> {
  const folder = (await cache?.open('tasks')) ?? null;
  return folder === null ? executor : keepingResults(executor, folder, await computingSha256());
}

/** A declared study on the snapshots that the data have. */
export const studyOn = (study: DeclaredStudy, data: PanelWithProvenance): Study => ({
  ...study,
  snapshots: data.panel.snapshots,
  // Nobody is yet to survive in Synthetic England: all that are open are looked at.
  population: data.synthetic ? 'open_on_date' : study.population,
});

/** What does the tasks: machines by a queue, or threads of this one. */
async function executorOf(
  { executor, threads = defaultThreads() }: ReportOrder['options'],
  { inference }: DeclaredStudy,
  progress: Progress,
): Promise<Executor> {
  if (executor !== undefined) return (await import('./queue-option.js')).openQueue(executor, progress);
  const pool = new ThreadsExecutor(threads);
  if (inference.replicates >= enoughReplicates) pool.warm();
  return pool;
}

/** From facts to findings. Threads come up while the facts are read. */
export async function compute(order: ReportOrder, earlier: RunRecord | null, place: Place) {
  const { options, declared, command, multiverse } = order;
  const study = withOverrides(declared.study, options);
  const executor = await withKept(await executorOf(options, study, place.progress), order.cache);
  try {
    const data = await factsOf(order, earlier, place);
    collectGarbage();
    return await findOut({
      study: studyOn(study, data),
      studyText: declared.text,
      data,
      multiverse,
      command: `${command}${overridesAsWords(options)}`,
      executor,
      signal: place.signal,
      onProgress: place.progress.update,
    });
  } finally {
    await executor.close();
  }
}
