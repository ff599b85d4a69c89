import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compareWithWilding } from '@inverse-care/audit';
import {
  type MultiverseRun,
  multiverseTables,
  type RobustnessResults,
  type RunOptions,
  resultTables,
  robustness,
  robustnessTables,
  runStudy,
  type StudyResults,
} from '@inverse-care/core';
import {
  type Panel,
  type PanelWithProvenance,
  type Study,
  throwIfCancelled,
  toCsv,
} from '@inverse-care/domain';
import { codeSha256, version } from './code-identity.js';
import { renderBriefing } from './documents/briefing.js';
import { renderPage } from './documents/render.js';
import { drawFigures } from './drawings/figures.js';
import type { Format } from './formats.js';
import { describeOutputs, type Manifest } from './manifest.js';
import { type MultiverseOrder, narrowed, runOrder } from './multiverse-order.js';
import { findBrowser } from './pdf/find-browser.js';
import { type PrintJob, printPdfs } from './pdf/print-pdf.js';
import type { Progress } from './progress.js';
import { writeTables } from './tables/write-tables.js';
import type { Theme } from './theme/theme.js';

export interface ReportJob {
  study: Study;
  studyText: string;
  data: PanelWithProvenance;
  multiverse?: MultiverseOrder;
  /** Words that make this report again. */
  command: string;
  key: string;
  threads: number;
  /** Documents to make beside tables and figures. */
  formats: readonly Format[];
  theme: Theme;
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

/** What a report says, for the terminal. */
export interface WrittenReport {
  results: StudyResults;
  multiverse: MultiverseRun | null;
  robustness: RobustnessResults | null;
  manifest: Manifest;
  panel: Panel;
}

/**
 * Runs a study on a panel and writes everything a run publishes into a folder: results, figures, page, PDF, manifest.
 * @returns what was found, the manifest that was written, and the panel.
 */
export async function writeReport(folder: string, job: ReportJob): Promise<WrittenReport> {
  const { signal, progress } = job;
  const { study, data } = narrowed(job.study, job.data, job.multiverse);
  // Asked first, so that a missing browser is said before the work and not after it.
  const wants = (format: Format) => job.formats.includes(format);
  const browser = wants('pdf') || wants('briefing') ? await findBrowser() : null;
  const options: RunOptions = {
    threads: job.threads,
    signal,
    onProgress: (step) => progress.update(step),
  };
  const results = await runStudy(study, data, options);
  const multiverse = job.multiverse ? await runOrder(job.multiverse, job.study, job.data, options) : null;
  const robust = job.multiverse?.kind === 'grid' ? await robustness(study, data, options) : null;
  progress.update({ label: 'Writing tables and figures', done: 0, total: 0 });
  const input = {
    study,
    studyText: job.studyText,
    results,
    multiverse: multiverse?.results ?? null,
    robustness: robust,
    data,
    comparison: study.compare_with === 'wilding-2024' ? compareWithWilding(results) : null,
    version,
    date: documentDate(study),
    command: job.command,
    theme: job.theme,
  };
  const tables = new Map([
    ...resultTables(data.panel, results),
    ...(multiverse ? multiverseTables(multiverse.results) : []),
    ...(robust ? robustnessTables(robust) : []),
  ]);
  await mkdir(path.join(folder, 'results'), { recursive: true });
  await writeTables(folder, tables, {
    ...input,
    inputs: data.inputs,
    local: data.panel.local ?? [],
    synthetic: data.synthetic,
  });
  const figures = drawFigures(input);
  await writeAll(
    path.join(folder, 'figures'),
    figures.flatMap(({ id, fileName, svg, columns, rows }) => [
      [fileName, svg] as const,
      [`${id}.csv`, toCsv(columns, rows)] as const,
    ]),
  );
  if (wants('html')) await writeFile(path.join(folder, 'report.html'), renderPage(input, figures));
  const prints: PrintJob[] = [];
  if (wants('pdf')) {
    prints.push({
      path: path.join(folder, 'report.pdf'),
      title: study.title,
      html: (pages) => renderPage(input, figures, { print: pages }),
    });
  }
  if (wants('briefing')) {
    const html = renderBriefing(input, figures);
    await writeFile(path.join(folder, 'briefing.html'), html);
    prints.push({ path: path.join(folder, 'briefing.pdf'), title: `Briefing: ${study.title}`, html });
  }
  throwIfCancelled(signal);
  if (browser !== null && prints.length > 0) {
    progress.update({ label: `Printing ${prints.length === 1 ? 'the PDF' : 'the PDFs'}`, done: 0, total: 0 });
    await printPdfs(prints, { browser, date: input.date, signal });
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
  return { results, multiverse, robustness: robust, manifest, panel: data.panel };
}
