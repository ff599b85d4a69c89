// docs/rap.md, the scorecard: each criterion is judged and points to something, what it points to is there, the counts
// on top are those of the tables, and what a program can check of a criterion holds.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from './workspace.mjs';

const page = 'docs/rap.md';
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const states = ['met', 'partly', 'not'];
/** As many as the framework has. */
const criteria = { Baseline: 5, Silver: 9, Gold: 4 };

/** Rows of the table below a heading, as cells. */
function rowsBelow(heading) {
  const [, section = ''] = read(page).split(new RegExp(`^## ${heading}$`, 'm'));
  const [table] = section.split(/^## /m);
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

const workflow = (name) => parse(read(`.github/workflows/${name}.yml`));
const pinned = (text) => Object.values({ ...text.dependencies, ...text.devDependencies });
const manifests = ['packages', 'apps'].flatMap((parent) =>
  readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`),
);

/** What can be checked, by a word of the criterion that it belongs to. */
const checks = [
  ['open language', () => read('LICENSE').includes('MIT License')],
  ['README says', () => read('README.md').includes('npm run report')],
  ['name each other', () => read('CITATION.cff').includes('10.3399/BJGP.2023.0602')],
  [
    'usual layout',
    () => manifests.every((one) => ['src', 'test'].every((part) => existsSync(path.join(root, one, part)))),
  ],
  [
    'used again',
    () => !('@inverse-care/domain' in (JSON.parse(read('packages/stats/package.json')).dependencies ?? {})),
  ],
  ['coding standard', () => JSON.parse(read('tsconfig.base.json')).compilerOptions.strict === true],
  [
    'Dependencies are listed',
    () =>
      manifests
        .flatMap((one) => pinned(JSON.parse(read(`${one}/package.json`))))
        .every((version) => /^(\d+\.\d+\.\d+|catalog:$|workspace:)/.test(version)),
  ],
  ['Tidy', () => readdirSync(path.join(root, 'packages/domain/src/tables')).length > 0],
  ['is a package', () => read('scripts/pack.mjs').includes("bin: { 'inverse-care'")],
  [
    'when the code changes',
    () => {
      const { on, jobs } = workflow('test');
      const { os, node } = jobs.unit.strategy.matrix;
      return 'push' in on && 'pull_request' in on && os.length === 3 && node.join() === '20,22,24';
    },
  ],
  ['by the clock', () => workflow('refresh').on.schedule.length > 0 && 'release' in workflow('release').on],
  ['announced', () => /^## \[Unreleased\]$/m.test(read('CHANGELOG.md'))],
];

/** What is wrong with a row. */
function* judge([criterion, state, by]) {
  if (!states.includes(state)) yield `"${criterion}" is "${state}", not one of ${states.join(', ')}`;
  const links = [...by.matchAll(/\]\(([^)#]+)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^https?:/.test(link));
  const commands = [...by.matchAll(/`((?:npm|node|inverse-care) [^`]+)`/g)];
  for (const link of links)
    if (!existsSync(path.join(root, 'docs', link)))
      yield `"${criterion}" points to ${link}, which is not there`;
  if (links.length + commands.length === 0) yield `"${criterion}" points to nothing`;
  if (state !== 'met' && by.split('. ').length < 2)
    yield `"${criterion}" is ${state}, and does not say what is missing`;
}

const wrong = [];
const all = [];
for (const [heading, number] of Object.entries(criteria)) {
  const rows = rowsBelow(heading);
  all.push(...rows);
  if (rows.length !== number) wrong.push(`${heading} has ${rows.length} criteria, the framework ${number}`);
  const counts = states.map((state) => rows.filter(([, one]) => one === state).length);
  if (!read(page).includes(`| ${heading.toLowerCase()} | ${counts.join(' | ')} |`))
    wrong.push(`The counts of ${heading} on top are not ${counts.join(', ')}`);
  wrong.push(...rows.flatMap((row) => [...judge(row)]));
}
for (const [word, holds] of checks) {
  const [row, ...more] = all.filter(([criterion]) => criterion.includes(word));
  if (row === undefined || more.length > 0)
    wrong.push(`The check of "${word}" belongs to no criterion, or to several`);
  else if (row[1] !== 'not' && !holds())
    wrong.push(`"${row[0]}" is said to be ${row[1]}, and its check fails`);
}
if (wrong.length > 0) {
  console.error(wrong.map((what) => `${page}: ${what}`).join('\n'));
  process.exit(1);
}
console.log(
  `${all.length} criteria of ${page} point to what is there; ${checks.length} of them were checked.`,
);
