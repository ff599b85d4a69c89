// The parts of `npm test` are the whole: what vitest lists for the part "unit" and the files that are tested apart are every
// test file that is there, each once; and files that open a browser or run the fuzz cases are among those apart.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { apart, testsOf } from './test-parts.mjs';
import { root } from './workspace.mjs';

const [[, , { env }]] = testsOf('unit');
const heavy = /\/(?:find-browser|launch|browser-page|printer|fuzz)\.js'/;

/** Test files of a package that are there, from its folder on. */
const present = (folder) =>
  readdirSync(path.join(root, folder, 'test'), { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${name.split(path.sep).join('/')}`)
    .sort();

/** Test files of a package that vitest runs in the part "unit"; a file of two projects is there twice. */
function unitOf(folder) {
  const vitest = path.join(root, folder, 'node_modules', 'vitest', 'vitest.mjs');
  const done = spawnSync(process.execPath, [vitest, 'list', '--filesOnly', '--json'], {
    cwd: path.join(root, folder),
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (done.status !== 0) throw new Error(`vitest list failed in ${folder}:\n${done.stdout}${done.stderr}`);
  return JSON.parse(done.stdout)
    .map(({ file }) => path.relative(path.join(root, folder), file).split(path.sep).join('/'))
    .sort();
}

/** What is wrong with a package's share of the parts. */
function* judge(folder, all) {
  const own = apart[folder] ?? [];
  const run = [...unitOf(folder), ...own];
  for (const file of all) {
    const times = run.filter((one) => one === file).length;
    if (times !== 1) yield `${folder}/${file} is in ${times === 0 ? 'no part' : `the parts ${times} times`}`;
    if (heavy.test(readFileSync(path.join(root, folder, file), 'utf8')) && !own.includes(file))
      yield `${folder}/${file} opens a browser or runs the fuzz cases, and scripts/test-parts.mjs does not name it`;
  }
}

const files = ['packages', 'apps']
  .flatMap((parent) => readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`))
  .map((folder) => [folder, present(folder)]);
const wrong = files.flatMap(([folder, all]) => [...judge(folder, all)]);
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${files.flatMap(([, all]) => all).length} test files are in one part of the tests each.`);
