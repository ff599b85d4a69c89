// Writes docs/api: one page a package, from the comments of what it exports. With --check it writes nothing and fails
// where a page is not what the comments say. The packages must be built.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportsOf } from './api/exports.mjs';
import { apiPage } from './api/page.mjs';
import { root } from './workspace.mjs';

process.chdir(root);
const folders = readdirSync('packages').filter((name) => existsSync(`packages/${name}/package.json`));
const pages = new Map();
const contents = [];
for (const folder of folders.sort()) {
  const { name, description, exports } = JSON.parse(readFileSync(`packages/${folder}/package.json`, 'utf8'));
  const exported = new Map();
  for (const { types } of Object.values(exports)) {
    const entry = path.join('packages', folder, types);
    if (!existsSync(entry)) {
      console.error(`${entry} does not exist: build the packages first, with pnpm build.`);
      process.exit(1);
    }
    for (const one of exportsOf(path.resolve(entry))) {
      const file = path.relative(root, one.file);
      exported.set(`${one.name} ${file}`, { ...one, file });
    }
  }
  pages.set(`${folder}.md`, apiPage({ name, description, folder }, [...exported.values()]));
  contents.push(`- [${name}](${folder}.md): ${description}`);
}
pages.set(
  'README.md',
  `# The packages and what they export\n\nMade by \`node scripts/api-pages.mjs\`.\n\n${contents.join('\n')}\n`,
);

const target = path.join('docs', 'api');
mkdirSync(target, { recursive: true });
const present = readdirSync(target);
const superfluous = present.filter((name) => !pages.has(name));
const stale = [...pages].filter(([name, made]) => {
  const file = path.join(target, name);
  return !existsSync(file) || readFileSync(file, 'utf8').replaceAll('\r\n', '\n') !== made;
});
if (!process.argv.includes('--check')) {
  for (const [name, made] of stale) writeFileSync(path.join(target, name), made);
  for (const name of superfluous) rmSync(path.join(target, name));
  console.log(`docs/api has ${pages.size} pages; ${stale.length} of them changed.`);
} else if (stale.length + superfluous.length === 0) {
  console.log('docs/api is what the comments say.');
} else {
  const names = [...stale.map(([name]) => name), ...superfluous].sort();
  console.error(
    `Not what the comments say: docs/api/${names.join(', docs/api/')}. Run node scripts/api-pages.mjs.`,
  );
  process.exit(1);
}
