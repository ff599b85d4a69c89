import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { catalogue, dataDictionary } from '../src/index.js';

const page = fileURLToPath(new URL('../../../docs/data-dictionary.md', import.meta.url));

it('docs/data-dictionary.md is what the catalogue says (node scripts/data-dictionary.mjs writes it)', () => {
  expect(readFileSync(page, 'utf8').replaceAll('\r\n', '\n')).toBe(dataDictionary());
});

it('the data dictionary names every kind, its publisher and its attribution', () => {
  for (const { publication, attribution, page: landing } of catalogue) {
    expect(dataDictionary()).toContain(`*${publication}*`);
    expect(dataDictionary()).toContain(attribution);
    expect(dataDictionary()).toContain(landing);
  }
});
