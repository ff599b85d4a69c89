// Writes packages/audit/data/known.json, what reports show of other documents, from test-fixtures/published. With
// --check it writes nothing and fails where the file is not what the ledgers say. The packages must be built.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { knownFrom, readLedger } from '../packages/audit/dist/index.js';
import { root } from './workspace.mjs';

const folder = path.join(root, 'test-fixtures', 'published');
const file = path.join(root, 'packages', 'audit', 'data', 'known.json');
const texts = readdirSync(folder)
  .sort()
  .map((name) => ({ file: name, text: readFileSync(path.join(folder, name), 'utf8') }));
const made = `${JSON.stringify(knownFrom(readLedger(texts)), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, made);
  console.log('packages/audit/data/known.json is written.');
} else if (readFileSync(file, 'utf8').replaceAll('\r\n', '\n') === made) {
  console.log('packages/audit/data/known.json is what the ledgers say.');
} else {
  console.error('packages/audit/data/known.json is not what the ledgers say: run node scripts/known.mjs.');
  process.exit(1);
}
