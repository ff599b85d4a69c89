// The HTML of briefings of ICBs against R Markdown with the same content, each in one process with its tables read
// beforehand, in turns so that both have the machine alike: node bench/brief.mjs OUT [rounds] [CODE...]
// OUT is the output folder of a run. Needs Rscript with rmarkdown, knitr, ggplot2 and svglite, and pandoc.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gatherIcb, icbCodes } from '../apps/report/dist/areas/gather-icb.js';
import { icbBriefing } from '../apps/report/dist/documents/icb-briefing.js';
import { renderDocument } from '../apps/report/dist/documents/render.js';
import { icbFigures } from '../apps/report/dist/drawings/area-figures.js';
import { readRecord } from '../packages/record/dist/index.js';
import { median } from './median.mjs';
import { requireBuild } from './require-build.mjs';

requireBuild();
const [out, rounds = '3', ...asked] = process.argv.slice(2);
if (out === undefined) throw new Error('Usage: node bench/brief.mjs OUT [rounds] [CODE...]');
const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'brief-'));
const began = performance.now();
const record = await readRecord(out);
const reading = (performance.now() - began) / 1000;
const codes = asked.length > 0 ? asked : icbCodes(record, record.data.panel.snapshots.at(-1));

function ours() {
  return codes.map((code) => {
    const start = performance.now();
    const icb = gatherIcb(record, code);
    const html = renderDocument(icbBriefing(icb), record, icbFigures(icb), { scope: { kind: 'icb', code } });
    writeFileSync(path.join(folder, `${code}.html`), html);
    return (performance.now() - start) / 1000;
  });
}

const total = (seconds) => seconds.reduce((sum, one) => sum + one, 0);
const turns = Array.from({ length: Number(rounds) }, () => {
  const mine = ours();
  const theirs = JSON.parse(
    execFileSync('Rscript', ['brief.R', path.resolve(out, 'results'), path.join(folder, 'R'), ...codes], {
      cwd: here,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
  );
  return { mine: total(mine), theirs: total(theirs.seconds), more: theirs };
});
const { rmarkdown, knitr, pandoc, reading: theirReading } = turns[0].more;
const of = (name) => turns.map((one) => one[name]);
console.log(
  JSON.stringify(
    {
      briefings: codes.length,
      ours: { seconds: median(of('mine')), all_seconds: of('mine'), reading },
      rmarkdown: { seconds: median(of('theirs')), all_seconds: of('theirs'), reading: theirReading },
      versions: { node: process.version, rmarkdown, knitr, pandoc },
      times: median(turns.map(({ mine, theirs }) => theirs / mine)),
      bytes: [folder, path.join(folder, 'R')].map((at) => statSync(path.join(at, `${codes[0]}.html`)).size),
    },
    null,
    2,
  ),
);
rmSync(folder, { recursive: true, force: true });
