// pnpm bench report: from the record of a run to tables, figures, page and PDFs. See bench/README.md.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { formats } from '../apps/report/dist/formats.js';
import { findBrowser } from '../apps/report/dist/pdf/find-browser.js';
import { readThemeFile } from '../apps/report/dist/theme/read-theme.js';
import { writeDocuments } from '../apps/report/dist/write-documents.js';
import { readRecord, writeRecord } from '../packages/record/dist/index.js';
import { writeSyntheticEngland } from '../packages/synthetic/dist/index.js';
import { median } from './median.mjs';
import { recordOf } from './record-of.mjs';
import { stageTimer } from './stage-timer.mjs';

const demo = fileURLToPath(new URL('../studies/demo.yaml', import.meta.url));
/** Draws a regression: enough for every part of the report to be there. */
const replicates = 99;

/** What is measured: how it is called, and the formats that a run of it makes. */
const jobs = [
  { name: 'page', words: 'tables, figures, page', formats: ['html'] },
  { name: 'all', words: 'the same, and both PDFs', formats },
];

/** Seconds of each job, and of reading the record, in a round. */
async function once(folder, { theme, browser }) {
  const took = {};
  for (const { name, formats } of jobs) {
    const timer = stageTimer();
    timer.begin('record');
    const record = await readRecord(folder);
    timer.begin('documents');
    await writeDocuments(folder, record, {
      formats,
      theme,
      browser,
      signal: new AbortController().signal,
      progress: { update() {}, clear() {} },
    });
    const [reading, writing] = timer.end();
    took.record ??= reading.seconds;
    took[name] = writing.seconds;
  }
  return took;
}

/** Makes the record of a study, and its documents again from it, so many times. */
async function measure(folder, { study = demo, data, threads, rounds }) {
  const dir = data ?? path.join(folder, 'data');
  if (data === undefined) await writeSyntheticEngland(dir);
  const record = await recordOf({ study, data: dir, threads, replicates });
  const out = path.join(folder, 'out');
  await writeRecord(out, record);
  const tools = { theme: await readThemeFile(undefined), browser: await findBrowser() };
  const took = [];
  for (let round = 0; round < rounds; round++) took.push(await once(out, tools));
  const files = ['report.html', 'report.pdf', 'briefing.html', 'briefing.pdf'];
  const bytes = Object.fromEntries(files.map((name) => [name, statSync(path.join(out, name)).size]));
  return { title: record.study.title, browser: tools.browser.name, took, bytes };
}

/** `pnpm bench report`: the first time (files read, templates compiled) and the median of the rounds. */
export async function benchReport(options) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-report-'));
  try {
    const { title, browser, took, bytes } = await measure(folder, options);
    const of = (name) => took.map((round) => round[name]);
    const lines = [{ name: 'record', words: 'the record, read back' }, ...jobs];
    const seconds = Object.fromEntries(
      lines.map(({ name }) => [name, { first: of(name)[0], median: median(of(name)) }]),
    );
    if (options.json) {
      console.log(JSON.stringify({ browser, rounds: options.rounds, seconds, bytes }, null, 2));
      return;
    }
    console.log(`${title}\n${browser}, Node ${process.version}, ${options.rounds} rounds\n`);
    for (const { name, words } of lines) {
      const { first, median: middle } = seconds[name];
      console.log(`${words.padEnd(25)} first ${first.toFixed(3)} s, median ${middle.toFixed(3)} s`);
    }
    for (const [name, size] of Object.entries(bytes))
      console.log(`${name.padEnd(25)} ${(size / 1e6).toFixed(2)} MB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
