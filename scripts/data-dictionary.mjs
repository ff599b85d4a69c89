// Writes docs/data-dictionary.md from the catalogue of sources. With --check it writes nothing and fails where the page
// is not what the catalogue says. The packages must be built.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataDictionary } from '../packages/sources/dist/index.js';
import { root } from './workspace.mjs';

const page = path.join(root, 'docs', 'data-dictionary.md');
const made = dataDictionary();
if (!process.argv.includes('--check')) {
  writeFileSync(page, made);
  console.log('docs/data-dictionary.md is written.');
} else if (readFileSync(page, 'utf8').replaceAll('\r\n', '\n') === made) {
  console.log('docs/data-dictionary.md is what the catalogue says.');
} else {
  console.error(
    'docs/data-dictionary.md is not what the catalogue says: run node scripts/data-dictionary.mjs.',
  );
  process.exit(1);
}
