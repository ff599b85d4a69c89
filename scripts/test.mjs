// `npm test`: installs, builds, and runs every check. What .ci/run calls. `node scripts/test.mjs PART` runs a part alone,
// as the workflows do: checks, unit, or browser-and-fuzz; the three together are all.
import { slowTests } from './slow-tests.mjs';
import { partNames, testsOf } from './test-parts.mjs';
import { build, install, pnpm, requireNode, sh } from './workspace.mjs';

const [part = 'all'] = process.argv.slice(2);
if (part !== 'all' && !partNames.includes(part)) {
  console.error(`Usage: node scripts/test.mjs [${partNames.join(' | ')}]`);
  process.exit(2);
}

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
  ['Versions', () => sh(process.execPath, ['scripts/versions.mjs'])],
  ['Workflows', () => sh(process.execPath, ['scripts/lint-workflows.mjs'])],
  ['Commands in the documentation', () => sh(process.execPath, ['scripts/commands.mjs'])],
  ['Parts of the tests', () => sh(process.execPath, ['scripts/parts.mjs'])],
  ['Scorecard', () => sh(process.execPath, ['scripts/rap.mjs'])],
];
if (part === 'all' || part === 'checks') run(checks);
if (part !== 'checks') run(testsOf(part).map(([name, args, options]) => [name, () => pnpm(args, options)]));
console.log(slowTests(since));
const what = part === 'all' ? 'All checks and tests pass' : `The part ${part} passes`;
console.log(`\n${what} (${((performance.now() - began) / 1000).toFixed(0)} s).`);

function run(parts) {
  for (const [name, check] of parts) {
    console.log(`\n== ${name}`);
    check();
  }
}
