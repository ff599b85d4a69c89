// `npm test`: installs, builds, and runs every check. What .ci/run and the workflows call.
import { slowTests } from './slow-tests.mjs';
import { build, install, pnpm, requireNode, sh } from './workspace.mjs';

requireNode();
install();
build();
const began = performance.now();
const since = Date.now();
const checks = [
  ['Lint', () => pnpm(['exec', 'biome', 'ci', '.'])],
  ['Types', () => pnpm(['exec', 'tsc', '--build', 'tsconfig.tests.json'])],
  ['Arrows', () => sh(process.execPath, ['scripts/arrows.mjs'])],
  ['Data dictionary', () => sh(process.execPath, ['scripts/data-dictionary.mjs', '--check'])],
  ['Study pages', () => sh(process.execPath, ['scripts/study-pages.mjs', '--check'])],
  ['API pages', () => sh(process.execPath, ['scripts/api-pages.mjs', '--check'])],
  ['Links', () => sh(process.execPath, ['scripts/links.mjs'])],
  ['Guards', () => sh(process.execPath, ['scripts/guards.mjs'])],
  [
    'Tests',
    () =>
      pnpm([
        'exec',
        'turbo',
        'run',
        'test',
        '--concurrency=2',
        '--output-logs=new-only',
        '--no-update-notifier',
      ]),
  ],
];
for (const [name, check] of checks) {
  console.log(`\n== ${name}`);
  check();
}
console.log(slowTests(since));
console.log(`\nAll checks and tests pass (${((performance.now() - began) / 1000).toFixed(0)} s).`);
