import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compareWithWilding } from '@inverse-care/audit';
import {
  type MultiverseRun,
  multiverseTables,
  type Panel,
  type PanelWithProvenance,
  type RunOptions,
  resultTables,
  runStudy,
  type Study,
  type StudyResults,
  throwIfCancelled,
  toCsv,
} from '@inverse-care/core';
import { codeSha256, version } from './code-identity.js';
import { drawFigures } from './html/figures.js';
import { renderPage } from './html/page.js';
import { describeOutputs, type Manifest } from './manifest.js';
import { type MultiverseOrder, narrowed, runOrder } from './multiverse-order.js';
import { findBrowser } from './pdf/find-browser.js';
import { printPdf } from './pdf/print-pdf.js';
import type { Progress } from './progress.js';
import { writeTables } from './tables/write-tables.js';

export interface ReportJob {
  study: Study;
  studyText: string;
  data: PanelWithProvenance;
  multiverse?: MultiverseOrder;
  /** Words that make this report again. */
  command: string;
  key: string;
  threads: number;
  pdf: boolean;
  signal: AbortSignal;
  progress: Progress;
}

/** The date a document bears: SOURCE_DATE_EPOCH where it is set, else the last snapshot. */
function documentDate(study: Study): string {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && /^\d{1,11}$/.test(epoch))
    return new Date(Number(epoch) * 1000).toISOString().slice(0, 10);
  return study.snapshots.at(-1)!;
}

async function writeAll(folder: string, files: Iterable<readonly [string, string]>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(path.join(folder, name), text);
}

/**
 * Runs a study on a panel and writes everything a run publishes into a folder: results, figures, page, PDF, manifest.
 * @returns what was found, the manifest that was written, and the panel.
 */
export async function writeReport(
  folder: string,
  job: ReportJob,
): Promise<{ results: StudyResults; multiverse: MultiverseRun | null; manifest: Manifest; panel: Panel }> {
  const { signal, progress } = job;
  const { study, data } = narrowed(job.study, job.data, job.multiverse);
  // Asked first, so that a missing browser is said before the work and not after it.
  const browser = job.pdf ? await findBrowser() : null;
  const options: RunOptions = {
    threads: job.threads,
    signal,
    onProgress: (step) => progress.update(step),
  };
  const results = await runStudy(study, data, options);
  const multiverse = job.multiverse ? await runOrder(job.multiverse, job.study, job.data, options) : null;
  progress.update({ label: 'Writing tables and figures', done: 0, total: 0 });
  const input = {
    study,
    studyText: job.studyText,
    results,
    multiverse: multiverse?.results ?? null,
    data,
    comparison: study.compare_with === 'wilding-2024' ? compareWithWilding(results) : null,
    version,
    date: documentDate(study),
    command: job.command,
  };
  const tables = resultTables(data.panel, results);
  await mkdir(path.join(folder, 'results'), { recursive: true });
  await writeTables(folder, tables, {
    ...input,
    inputs: data.inputs,
    local: data.panel.local ?? [],
    synthetic: data.synthetic,
  });
  if (multiverse) await writeAll(path.join(folder, 'results'), multiverseTables(multiverse.results));
  const figures = drawFigures(input);
  await writeAll(
    path.join(folder, 'figures'),
    figures.flatMap(({ id, fileName, svg, columns, rows }) => [
      [fileName, svg] as const,
      [`${id}.csv`, toCsv(columns, rows)] as const,
    ]),
  );
  const html = renderPage(input, figures);
  await writeFile(path.join(folder, 'report.html'), html);
  throwIfCancelled(signal);
  if (browser) {
    progress.update({ label: 'Printing the PDF', done: 0, total: 0 });
    await printPdf(html, path.join(folder, 'report.pdf'), {
      browser,
      date: input.date,
      title: study.title,
      signal,
    });
  }
  throwIfCancelled(signal);
  const manifest: Manifest = {
    software: { name: 'inverse-care', version, code_sha256: await codeSha256() },
    node: process.version,
    browser: browser?.name ?? null,
    command: job.command,
    key: job.key,
    synthetic: data.synthetic,
    study,
    seed: study.seed,
    inputs: data.inputs,
    extracts: data.extracts,
    absent: data.absent,
    omissions: results.omissions,
    warnings: data.warnings,
    outputs: await describeOutputs(folder),
  };
  await writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { results, multiverse, manifest, panel: data.panel };
}
