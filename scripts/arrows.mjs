// Imports point one way; what each package may import is the list below.
// Biome's noRestrictedImports (biome.json) judges the import statements; here what each package declares is judged,
// and that the two agree.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pnpm, root } from './workspace.mjs';

const arrows = {
  'packages/stats': [],
  'packages/domain': [],
  'packages/sources': ['domain'],
  'packages/synthetic': ['domain', 'sources'],
  'packages/core': ['domain', 'stats'],
  'packages/record': ['core', 'domain'],
  'packages/figures': ['domain'],
  'packages/audit': ['core', 'domain', 'record', 'stats'],
  'apps/report': ['audit', 'core', 'domain', 'figures', 'record', 'sources', 'synthetic'],
};

// Rooms inside apps/report/src, and which of the other rooms each may import.
const rooms = {
  language: [],
  html: [],
  drawings: ['language'],
  sections: ['html', 'language'],
  documents: ['html', 'language', 'sections'],
};
const all = Object.keys(arrows).map((folder) => path.posix.basename(folder));
const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

const wrong = [];
const biome = read('biome.json');
for (const [folder, allowed] of Object.entries(arrows)) {
  if (!existsSync(path.join(root, folder))) wrong.push(`${folder} does not exist`);
  const { dependencies = {}, devDependencies = {} } = read(`${folder}/package.json`);
  const declared = Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => name.startsWith('@inverse-care/'))
    .map((name) => name.slice('@inverse-care/'.length));
  for (const name of declared) {
    if (!allowed.includes(name)) wrong.push(`${folder}/package.json depends on ${name}, against the arrows`);
  }
  for (const { path: reference } of read(`${folder}/tsconfig.json`).references) {
    const name = path.posix.basename(reference);
    if (!allowed.includes(name)) wrong.push(`${folder}/tsconfig.json refers to ${name}, against the arrows`);
  }
  const forbidden = all.filter((name) => name !== 'report' && !allowed.includes(name));
  const rule = biome.overrides.find(({ includes }) => includes.includes(`${folder}/**`))?.linter?.rules?.style
    ?.noRestrictedImports;
  const listed = Object.keys(rule?.options?.paths ?? {}).map((name) => name.slice('@inverse-care/'.length));
  for (const name of forbidden) {
    if (!listed.includes(name)) wrong.push(`biome.json lets ${folder} import ${name}, against the arrows`);
  }
}
for (const [room, allowed] of Object.entries(rooms)) {
  const folder = `apps/report/src/${room}`;
  if (!existsSync(path.join(root, folder))) wrong.push(`${folder} does not exist`);
  const forbidden = Object.keys(rooms).filter((other) => other !== room && !allowed.includes(other));
  const { patterns = [] } =
    biome.overrides.find(({ includes }) => includes.includes(`${folder}/**`))?.linter?.rules?.style
      ?.noRestrictedImports?.options ?? {};
  const listed = patterns.flatMap(({ group }) => group);
  for (const other of forbidden) {
    if (!listed.includes(`**/${other}/**`))
      wrong.push(`biome.json lets ${folder} import ${other}, against the arrows`);
  }
}
// What makes documents reads rows and computes nothing: of core the definitions of tables alone.
for (const room of [...Object.keys(rooms), 'tables']) {
  const folder = `apps/report/src/${room}`;
  const paths =
    biome.overrides.find(({ includes }) => includes.includes(`${folder}/**`))?.linter?.rules?.style
      ?.noRestrictedImports?.options?.paths ?? {};
  for (const name of ['stats', 'core', 'sources', 'synthetic']) {
    if (paths[`@inverse-care/${name}`] === undefined)
      wrong.push(`biome.json lets ${folder} import ${name}, against the arrows`);
  }
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
pnpm([
  'exec',
  'biome',
  'lint',
  '--only=style/noRestrictedImports',
  '--error-on-warnings',
  'packages',
  'apps',
]);
