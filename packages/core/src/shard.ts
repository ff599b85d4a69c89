import { type PanelWithProvenance, type Study, throwIfCancelled, type Watch } from '@inverse-care/domain';
import type { Analysis, Execution } from './analyses/analysis.js';
import { standardAnalyses } from './analyses/standard.js';
import { contextFor, requireOrder } from './analysis-context.js';
import type { Executor, Task } from './executors/executor.js';
import { type AskedTasks, Dealer, doShare, type Share } from './executors/share.js';

/** Which part of a run's tasks is done, on what, and who keeps the results. */
export interface ShardOptions extends Watch {
  share: Share;
  /** Does the tasks. It is not closed. */
  executor: Executor;
  /** Stands for the code that does the tasks. */
  code: string;
  analyses?: readonly Analysis[] | undefined;
  /** Given each result of this part, under the name by which it is found again. */
  keep(name: string, result: unknown): Promise<void>;
}

/** What a part did, and what the whole is that it is a part of. */
export interface ShardReport {
  /** The tasks of each analysis that parts do. */
  shared: (AskedTasks & { analysis: string })[];
  /** Analyses whose tasks depend on the results of others: they are done where parts are put together. */
  left: string[];
}

/** The results of an analysis are in several parts: it cannot go on in one of them. */
class ResultsElsewhere extends Error {
  override readonly name = 'ResultsElsewhere';
}

/**
 * Does one part of the tasks of a run. Each analysis is asked for its tasks, and is left where it needs their results,
 * which other parts have; analyses that come after such a one are left out as a whole.
 * @throws CancelledError where the signal fires.
 */
export async function shardStudy(
  study: Study,
  facts: PanelWithProvenance,
  { share, executor, code, keep, analyses = standardAnalyses, signal, onProgress }: ShardOptions,
): Promise<ShardReport> {
  requireOrder(analyses);
  const dealer = new Dealer(share);
  const report: ShardReport = { shared: [], left: [] };
  const open = new Set<string>();
  let current = '';
  const execute = async <Result>(
    tasks: Iterable<Task> | AsyncIterable<Task>,
    { label, total, step = () => 1, work }: Execution<Result>,
  ) => {
    let done = 0;
    const ownTotal = Math.ceil(total / share.of);
    onProgress?.({ label, done, total: ownTotal });
    const asked = await doShare(executor, tasks, {
      dealer,
      code,
      signal,
      work,
      keep: async (name, result, task) => {
        await keep(name, result);
        done += step(task);
        onProgress?.({ label, done: Math.min(done, ownTotal), total: ownTotal });
      },
    });
    // Without tasks there is nothing that another part could have.
    if (asked.tasks === 0) return;
    report.shared.push({ analysis: current, ...asked });
    throw new ResultsElsewhere();
  };
  const { context, close } = contextFor(study, facts);
  try {
    for (const analysis of analyses) {
      const { name, requires = [] } = analysis;
      throwIfCancelled(signal);
      if (requires.some((one) => open.has(one))) {
        open.add(name);
        report.left.push(name);
        continue;
      }
      current = name;
      try {
        context.tables.add(await analysis.run({ ...context, execute, omit() {} }));
      } catch (error) {
        if (!(error instanceof ResultsElsewhere)) throw error;
        open.add(name);
      }
    }
  } finally {
    await close();
  }
  return report;
}
