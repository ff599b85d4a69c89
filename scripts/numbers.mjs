// Reads the report and the briefing of a run back: every number in their sentences against its row in results/.
// node scripts/numbers.mjs OUT
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readBack } from '../apps/report/dist/read-back/read-back.js';
import { resultsIn } from '../apps/report/dist/read-back/results-of.js';

const [out] = process.argv.slice(2);
if (out === undefined) {
  console.error('Usage: node scripts/numbers.mjs OUT');
  process.exit(2);
}
const pages = ['report.html', 'briefing.html'].filter((name) => existsSync(path.join(out, name)));
if (pages.length === 0) {
  console.error(`${out} has neither report.html nor briefing.html: give the folder of a run.`);
  process.exit(2);
}
const results = resultsIn(out);
for (const name of pages) {
  const { found, exceptions, wrong } = readBack(readFileSync(path.join(out, name), 'utf8'), results);
  console.log(`${name}: ${found} numbers found in their rows.`);
  for (const [which, times] of Object.entries(exceptions).sort()) console.log(`  ${which}: ${times}`);
  for (const line of wrong) console.error(`  ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
}
