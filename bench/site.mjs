// node bench/site.mjs OUT [ROUNDS]: all briefings and the whole site from the record of a run, each a command in a fresh
// process, one after the other; and how large their files are. See bench/README.md.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measurer } from './measured.mjs';
import { median } from './median.mjs';
import { requireBuild } from './require-build.mjs';

const bin = fileURLToPath(new URL('../apps/report/dist/bin.js', import.meta.url));

/** Sizes of the files of a folder, in kB, the largest first. */
const kilobytesIn = (folder, ending) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => statSync(path.join(folder, name)).size / 1000)
    .sort((a, b) => b - a);

const told = (took) =>
  [
    `${median(took.map(({ seconds }) => seconds)).toFixed(1)} s`,
    `${median(took.map(({ processorSeconds }) => processorSeconds ?? Number.NaN)).toFixed(1)} processor s`,
    `${Math.max(...took.map(({ peakBytes }) => (peakBytes ?? Number.NaN) / 1e6)).toFixed(0)} MB`,
  ].join(', ');

function measure(from, rounds, scratch) {
  const run = measurer(scratch);
  const [briefings, site] = ['briefings', 'site'].map((name) => path.join(scratch, name));
  const of = (...args) => run({ command: process.execPath, args: [bin, ...args] });
  const took = { briefings: [], site: [] };
  for (let round = 0; round < rounds; round++) {
    for (const folder of [briefings, site]) rmSync(folder, { recursive: true, force: true });
    took.briefings.push(of('brief', '--from', from, '--all', '--out', briefings));
    took.site.push(of('site', '--from', from, '--out', site, '--briefings', briefings));
  }
  const [pages, pdfs] = [
    kilobytesIn(path.join(site, 'pcn'), '.html'),
    kilobytesIn(path.join(briefings, 'briefings'), '.pdf'),
  ];
  const together = median(took.site.map(({ seconds }, i) => seconds + took.briefings[i].seconds));
  const icbs = kilobytesIn(path.join(site, 'icb'), '.html');
  console.log(
    `${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.version}, ${rounds} rounds\n`,
  );
  console.log(`briefings of ${pdfs.length} ICBs, page and PDF   ${told(took.briefings)}`);
  console.log(`site of ${icbs.length} ICBs and ${pages.length} PCNs   ${told(took.site)}`);
  console.log(`together                             ${together.toFixed(1)} s`);
  console.log(`largest page of a PCN                ${pages[0].toFixed(0)} kB`);
  console.log(`largest page of an ICB               ${icbs[0].toFixed(0)} kB`);
  console.log(`largest briefing (PDF)               ${pdfs[0].toFixed(0)} kB`);
}

const [from, rounds = '3'] = process.argv.slice(2);
if (from === undefined || !/^[1-9]\d*$/.test(rounds)) {
  console.error('Usage: node bench/site.mjs OUT [ROUNDS], OUT being the output folder of a run');
  process.exit(2);
}
requireBuild();
const scratch = mkdtempSync(path.join(tmpdir(), 'bench-site-'));
try {
  measure(from, Number(rounds), scratch);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
