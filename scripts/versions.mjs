// One version: every package.json of the workspace, CITATION.cff and the changelog have the same number; with a tag
// (node scripts/versions.mjs v1.2.3) it is the tag's, and nothing is left under Unreleased. `node scripts/versions.mjs set
// 1.2.3 2026-01-31` gives all of them the next number and date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.mjs';

const text = (file) => readFileSync(path.join(root, file), 'utf8');
const manifests = ['packages', 'apps'].flatMap((parent) =>
  readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}/package.json`),
);
if (process.argv[2] === 'set') {
  const [, , , version, date] = process.argv;
  if (!/^\d+\.\d+\.\d+$/.test(version ?? '') || !/^\d{4}-\d{2}-\d{2}$/.test(date ?? '')) {
    console.error('Usage: node scripts/versions.mjs set 1.2.3 2026-01-31');
    process.exit(2);
  }
  setAll(version, date);
}

const found = new Map(['package.json', ...manifests].map((file) => [file, JSON.parse(text(file)).version]));
found.set('CITATION.cff', /^version: (\S+)$/m.exec(text('CITATION.cff'))?.[1]);

const [tag] = process.argv[2] === 'set' ? [] : process.argv.slice(2);
const wanted = tag?.replace(/^v/, '') ?? found.get('package.json');
const wrong = [...found]
  .filter(([, version]) => version !== wanted)
  .map(([file, version]) => `${file} says ${version}, not ${wanted}`);

const changelog = text('CHANGELOG.md');
const headings = [...changelog.matchAll(/^## \[([^\]]+)\](?: - (\S+))?$/gm)];
const [first] = headings;
if (first?.[1] !== 'Unreleased') wrong.push('CHANGELOG.md does not begin with [Unreleased]');
const released = headings.slice(1).map(([, version]) => version);
const dates = headings.slice(1).map(([, , date]) => date);
if (dates.some((date) => !/^\d{4}-\d{2}-\d{2}$/.test(date ?? '')))
  wrong.push('CHANGELOG.md has a version without a date (## [1.2.3] - 2026-01-31)');
if (released.length > 0 && released[0] !== wanted)
  wrong.push(`CHANGELOG.md has ${released[0]} on top, not ${wanted}`);
if (tag !== undefined) {
  const rest = changelog.slice(changelog.indexOf('[Unreleased]') + 12, headings[1]?.index);
  if (released[0] !== wanted) wrong.push(`CHANGELOG.md has no ## [${wanted}]`);
  if (/^- /m.test(rest)) wrong.push('CHANGELOG.md has entries under Unreleased, which no version will name');
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${found.size} files have the version ${wanted}.`);

/** Writes a version and its date everywhere; what stood under Unreleased becomes that version's. */
function setAll(version, date) {
  const change = (file, ...exchanges) => {
    const before = text(file);
    const after = exchanges.reduce((now, [old, fresh]) => now.replace(old, fresh), before);
    writeFileSync(path.join(root, file), after);
  };
  for (const file of ['package.json', ...manifests])
    change(file, [/^( {2}"version": ")[^"]+/m, `$1${version}`]);
  change(
    'CITATION.cff',
    [/^version: .+$/m, `version: ${version}`],
    [/^(date-released: ).+$/m, `$1"${date}"`],
  );
  change('CHANGELOG.md', ['## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${date}\n`]);
}
