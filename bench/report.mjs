// pnpm bench report: from the record of a run to tables, figures, page and PDFs. See bench/README.md.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { briefing } from '../apps/report/dist/documents/briefing.js';
import { renderDocument } from '../apps/report/dist/documents/render.js';
import { report } from '../apps/report/dist/documents/report.js';
import { drawFigures } from '../apps/report/dist/drawings/figures.js';
import { findBrowser } from '../apps/report/dist/pdf/find-browser.js';
import { printPdfs } from '../apps/report/dist/pdf/print-pdf.js';
import { startPrinter } from '../apps/report/dist/pdf/printer.js';
import { writeTables } from '../apps/report/dist/tables/write-tables.js';
import { readThemeFile } from '../apps/report/dist/theme/read-theme-file.js';
import { readRecord, writeRecord } from '../packages/record/dist/index.js';
import { writeSyntheticEngland } from '../packages/synthetic/dist/index.js';
import { median } from './median.mjs';
import { recordOf } from './record-of.mjs';
import { stageTimer } from './stage-timer.mjs';

const demo = fileURLToPath(new URL('../studies/demo.yaml', import.meta.url));
/** Draws a regression: enough for every part of the report to be there. */
const replicates = 99;

/** What is measured, in its order, and how it is called. */
const parts = {
  record: 'the record, read back',
  tables: 'workbook and metadata',
  figures: 'figures',
  page: 'page',
  pdfs: 'both PDFs',
};

/** Seconds of each part in a round: from a record in a folder to the documents in it, each made by what a run calls. */
async function once(out, { theme, browser }) {
  const timer = stageTimer();
  timer.begin('record');
  const record = await readRecord(out);
  timer.begin('tables');
  await writeTables(out, record);
  timer.begin('figures');
  const input = { ...record, theme };
  const figures = drawFigures(input);
  timer.begin('page');
  writeFileSync(path.join(out, 'report.html'), renderDocument(report, input, figures));
  timer.begin('pdfs');
  const printer = startPrinter(browser);
  const { title } = record.study;
  const job = (name, html) => ({ path: path.join(out, name), title, html });
  try {
    await printPdfs(
      [
        job('report.pdf', (pages) => renderDocument(report, input, figures, { print: pages })),
        job('briefing.pdf', renderDocument(briefing, input, figures)),
      ],
      { printer, date: record.date, signal: new AbortController().signal },
    );
  } finally {
    await printer.close();
  }
  return Object.fromEntries(timer.end().map(({ part, seconds }) => [part, seconds]));
}

/** Makes the record of a study, and its documents from it, so many times. */
async function measure(folder, { study = demo, data, threads, rounds }) {
  const dir = data ?? path.join(folder, 'data');
  if (data === undefined) await writeSyntheticEngland(dir);
  const record = await recordOf({ study, data: dir, threads, replicates });
  const out = path.join(folder, 'out');
  await writeRecord(out, record);
  const tools = { theme: await readThemeFile(undefined), browser: await findBrowser() };
  const took = [];
  for (let round = 0; round < rounds; round++) took.push(await once(out, tools));
  const files = ['report.html', 'report.pdf', 'briefing.pdf'];
  const bytes = Object.fromEntries(files.map((name) => [name, statSync(path.join(out, name)).size]));
  return { title: record.study.title, browser: tools.browser.name, took, bytes };
}

/** `pnpm bench report`: the first time (files read, templates compiled) and the median of the rounds. */
export async function benchReport(options) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-report-'));
  try {
    const { title, browser, took, bytes } = await measure(folder, options);
    const of = (name) => took.map((round) => round[name]);
    const seconds = Object.fromEntries(
      Object.keys(parts).map((name) => [name, { first: of(name)[0], median: median(of(name)) }]),
    );
    if (options.json) {
      console.log(JSON.stringify({ browser, rounds: options.rounds, seconds, bytes }, null, 2));
      return;
    }
    console.log(`${title}\n${browser}, Node ${process.version}, ${options.rounds} rounds\n`);
    for (const [name, words] of Object.entries(parts)) {
      const { first, median: middle } = seconds[name];
      console.log(`${words.padEnd(25)} first ${first.toFixed(3)} s, median ${middle.toFixed(3)} s`);
    }
    for (const [name, size] of Object.entries(bytes))
      console.log(`${name.padEnd(25)} ${(size / 1e6).toFixed(2)} MB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
