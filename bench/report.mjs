import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { briefing } from '../apps/report/dist/documents/briefing.js';
import { renderDocument } from '../apps/report/dist/documents/render.js';
import { report } from '../apps/report/dist/documents/report.js';
import { drawFigures } from '../apps/report/dist/drawings/figures.js';
import { findBrowser } from '../apps/report/dist/pdf/find-browser.js';
import { printPdfs } from '../apps/report/dist/pdf/print-pdf.js';
import { compareWithWilding } from '../packages/audit/dist/index.js';
import { readStudy, runStudy } from '../packages/core/dist/index.js';
import { asStudied } from '../packages/domain/dist/index.js';
import { buildPanel } from '../packages/sources/dist/index.js';
import { writeSyntheticEngland } from '../packages/synthetic/dist/index.js';

const demo = fileURLToPath(new URL('../studies/demo.yaml', import.meta.url));
/** Draws a regression: enough for every part of the report to be there. */
const replicates = 99;

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(3)} s`;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function timed(work) {
  const began = performance.now();
  const made = await work();
  return { made, took: performance.now() - began };
}

async function prepare(folder, { study: file = demo, data: pack, threads }) {
  const text = readFileSync(file, 'utf8');
  const declared = readStudy(text, file);
  const study = { ...declared, inference: { ...declared.inference, replicates } };
  const dir = pack ?? path.join(folder, 'data');
  if (pack === undefined) await writeSyntheticEngland(dir);
  const { snapshots, role, absent, required } = study;
  const built = await buildPanel({ dir, snapshots, role, required });
  const data = { ...built, panel: asStudied(built.panel, absent) };
  const resolved = { ...study, snapshots: data.panel.snapshots };
  const { plan, tables, omissions } = await runStudy(resolved, data, { threads });
  if (study.compare_with !== undefined) tables.add(compareWithWilding(resolved, tables));
  return {
    kind: 'run',
    study: resolved,
    studyText: text,
    data,
    plan,
    tables,
    omissions,
    version: '0.0.0',
    date: resolved.snapshots.at(-1),
    command: 'pnpm bench report',
  };
}

/** Times figures, page and both PDFs, the first time (files read, templates compiled) and the median of the rounds. */
export async function benchReport(options) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-report-'));
  try {
    const input = await prepare(folder, options);
    const browser = await findBrowser();
    const took = { figures: [], page: [], pdfs: [] };
    let html = '';
    for (let round = 0; round < options.rounds; round += 1) {
      const figures = await timed(() => drawFigures(input));
      const page = await timed(() => renderDocument(report, input, figures.made));
      html = page.made;
      const job = (name) => ({ path: path.join(folder, name), title: name });
      const pdfs = await timed(() =>
        printPdfs(
          [
            {
              ...job('report.pdf'),
              html: (pages) => renderDocument(report, input, figures.made, { print: pages }),
            },
            { ...job('briefing.pdf'), html: renderDocument(briefing, input, figures.made) },
          ],
          { browser, date: input.date, signal: new AbortController().signal },
        ),
      );
      took.figures.push(figures.took);
      took.page.push(page.took);
      took.pdfs.push(pdfs.took);
    }
    const bytes = {
      'report.html': Buffer.byteLength(html),
      'report.pdf': statSync(path.join(folder, 'report.pdf')).size,
      'briefing.pdf': statSync(path.join(folder, 'briefing.pdf')).size,
    };
    if (options.json) {
      console.log(JSON.stringify({ browser: browser.name, milliseconds: took, bytes }, null, 2));
      return;
    }
    console.log(`${input.study.title}\n${browser.name}, Node ${process.version}, ${options.rounds} rounds\n`);
    for (const [name, values] of Object.entries(took))
      console.log(`${name.padEnd(8)} first ${seconds(values[0])}, median ${seconds(median(values))}`);
    for (const [name, size] of Object.entries(bytes))
      console.log(`${name.padEnd(13)} ${(size / 1e6).toFixed(2)} MB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
