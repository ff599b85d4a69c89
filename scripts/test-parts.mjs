// Which tests a part of `npm test` runs, as arguments of pnpm.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.mjs';

export const partNames = ['checks', 'unit', 'browser-and-fuzz'];

/** Those that open pages in a browser or print, and those that spoil files in thousands of ways, by package. */
export const apart = {
  'apps/report': [
    'test/briefings-print.test.ts',
    'test/explorer-browser.test.ts',
    'test/figure-files.test.ts',
    'test/page-browser.test.ts',
    'test/pdf-browser.test.ts',
    'test/pdf-print.test.ts',
    'test/printed-demo.test.ts',
    'test/site-browser.test.ts',
  ],
  'packages/sources': ['test/fuzz/first-half.test.ts', 'test/fuzz/second-half.test.ts'],
};

const turbo = [
  'exec',
  'turbo',
  'run',
  'test',
  '--concurrency=2',
  '--output-logs=new-only',
  '--no-update-notifier',
];

/** The runs of a part: name, arguments of pnpm, options. Throws where a file that is run apart is no longer there. */
export function testsOf(part) {
  for (const [folder, files] of Object.entries(apart))
    for (const file of files)
      if (!existsSync(path.join(root, folder, file)))
        throw new Error(`scripts/test-parts.mjs names ${folder}/${file}, which is not there`);
  const files = Object.values(apart).flat();
  if (part === 'unit')
    return [['Tests without browser and fuzz', turbo, { env: { INVERSE_CARE_APART: files.join() } }]];
  if (part === 'browser-and-fuzz')
    return Object.entries(apart).map(([folder, own]) => [
      `Tests of ${folder} with browser or fuzz`,
      ['--dir', folder, 'exec', 'vitest', 'run', ...own],
    ]);
  return [['Tests', turbo]];
}
