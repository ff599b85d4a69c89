import {
  type FilledTables,
  type PanelWithProvenance,
  type Study,
  throwIfCancelled,
  type Watch,
} from '@inverse-care/domain';
import type { Analysis, Execution } from './analyses/analysis.js';
import { standardAnalyses } from './analyses/standard.js';
import { contextFor, requireOrder } from './analysis-context.js';
import type { Executor, Task } from './executors/executor.js';
import { ThreadsExecutor } from './executors/threads.js';
import { inOrder } from './in-order.js';
import type { Omission, Plan } from './study/plan.js';

/** How a study is run; none of it makes a difference to the results. */
export interface RunOptions extends Watch {
  /** Worker threads; the results do not depend on it. */
  threads?: number | undefined;
  /** Does the tasks, in place of threads of the run's own. It is not closed. */
  executor?: Executor | undefined;
  /** What is asked of the panel, in this order; the study's own questions where left out. */
  analyses?: readonly Analysis[] | undefined;
}

/** What a run found. */
export interface Findings {
  plan: Plan;
  /** The panel with what the study makes of PCNs that did not report. */
  data: PanelWithProvenance;
  tables: FilledTables;
  /** What the study asks for and the run leaves out. */
  omissions: Omission[];
}

/** Analyses at work at once where there are threads: so many that none is idle while one waits for its last task. */
const atOnce = 3;

/** Hands the tasks of an analysis on, and tells how far they are. */
async function execute<Result>(
  executor: Executor,
  tasks: Iterable<Task> | AsyncIterable<Task>,
  { label, total, step = () => 1, work, take }: Execution<Result>,
  { signal, onProgress }: Watch,
): Promise<void> {
  let done = 0;
  onProgress?.({ label, done, total });
  await executor.run<Result>(tasks, {
    signal,
    work,
    take: async (result, task) => {
      done += step(task);
      await take(result, task);
      onProgress?.({ label, done, total });
    },
  });
}

/**
 * Runs analyses on a panel; their tasks go to an executor, and what they find is put together in their order. The same
 * study, panel and analyses give the same tables, whatever does the tasks.
 * @param facts the panel as the files have it; what a PCN counts as that did not report is the study's choice.
 * @throws CancelledError where the signal fires.
 */
export async function runStudy(
  study: Study,
  facts: PanelWithProvenance,
  options: RunOptions = {},
): Promise<Findings> {
  const { threads = 1, signal, onProgress, analyses = standardAnalyses } = options;
  requireOrder(analyses);
  const executor = options.executor ?? new ThreadsExecutor(threads);
  const { context, omissions, close } = contextFor(study, facts);
  const run = async (analysis: Analysis, isFirst: () => boolean) => {
    throwIfCancelled(signal);
    const omitted: Omission[] = [];
    const progress: typeof onProgress = (step) => isFirst() && onProgress?.(step);
    const found = await analysis.run({
      ...context,
      execute: (tasks, execution) => execute(executor, tasks, execution, { signal, onProgress: progress }),
      omit: (omission) => omitted.push(omission),
    });
    return { found, omitted };
  };
  try {
    await inOrder(analyses, executor.width > 1 ? atOnce : 1, run, ({ found, omitted }) => {
      context.tables.add(found);
      omissions.push(...omitted);
    });
  } finally {
    await close();
    if (options.executor === undefined) await executor.close();
  }
  const { plan, data, tables } = context;
  return { plan, data, tables, omissions };
}
