// Reads the report and the briefing of a run back: every number in their sentences against its row in results/.
// Pages of a site or briefings of ICBs may be named in their place, which are read against the run they were made from.
// node scripts/numbers.mjs OUT [PAGE...]
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readBack } from '../apps/report/dist/read-back/read-back.js';
import { resultsIn } from '../apps/report/dist/read-back/results-of.js';

const [out, ...named] = process.argv.slice(2);
if (out === undefined) {
  console.error('Usage: node scripts/numbers.mjs OUT [PAGE...]');
  process.exit(2);
}
const documents = ['report.html', 'briefing.html'].map((name) => path.join(out, name));
const pages = named.length > 0 ? named : documents.filter((file) => existsSync(file));
if (pages.length === 0) {
  console.error(`${out} has neither report.html nor briefing.html: give the folder of a run.`);
  process.exit(2);
}
const results = resultsIn(out);
for (const file of pages) {
  const { found, exceptions, wrong } = readBack(readFileSync(file, 'utf8'), results);
  console.log(`${path.basename(file)}: ${found} numbers found in their rows.`);
  for (const [which, times] of Object.entries(exceptions).sort()) console.log(`  ${which}: ${times}`);
  for (const line of wrong) console.error(`  ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
}
