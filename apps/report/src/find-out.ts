import { compareWithWilding, knownTables } from '@inverse-care/audit';
import { type Executor, runStudy } from '@inverse-care/core';
import type { PanelWithProvenance, Study, Watch } from '@inverse-care/domain';
import type { RunRecord } from '@inverse-care/record';
import { besidePaper } from './beside-paper.js';
import { documentDate } from './document-date.js';
import type { DrawCounts, MultiverseOrder } from './multiverse-order.js';
import { planRun } from './plan-run.js';
import { version } from './version.js';

export interface FindingJob extends Watch {
  study: Study;
  studyText: string;
  data: PanelWithProvenance;
  multiverse?: MultiverseOrder | undefined;
  /** Words that make this run again. */
  command: string;
  executor: Executor;
}

/** Runs a study on a panel: the record, and where the draws of a multiverse came from. */
export async function findOut(job: FindingJob): Promise<{ record: RunRecord; draws: DrawCounts | null }> {
  const { studyText, command, executor, signal, onProgress } = job;
  let draws: DrawCounts | null = null;
  const asked = besidePaper(job.study);
  const planned = planRun(job.multiverse, asked.study, job.data, (counts) => {
    draws = counts;
  });
  const { kind, study, analyses } = planned;
  const { plan, data, tables, omissions } = await runStudy(study, planned.data, {
    executor,
    analyses,
    signal,
    onProgress,
  });
  if (study.compare_with === 'wilding-2024') tables.add(compareWithWilding(study, tables));
  if (study.compare_with === 'wilding-2024' && kind !== 'specification')
    tables.add(knownTables({ tables, synthetic: data.synthetic }));
  const date = documentDate(study);
  return {
    record: {
      kind,
      study,
      studyText,
      command,
      version,
      date,
      data,
      plan,
      tables,
      omissions: [...omissions, ...asked.omissions],
    },
    draws,
  };
}
