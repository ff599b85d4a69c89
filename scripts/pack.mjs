// node scripts/pack.mjs [DIR]: after a build, puts the program with the workspace's packages inside into one package,
// DIR/inverse-care-VERSION.tgz (out/ where none is named), which `npm install -g` takes. docs/releasing.md says more.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './workspace.mjs';

const app = path.join(root, 'apps', 'report');
const scope = '@inverse-care';
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const packages = new Map(
  readdirSync(path.join(root, 'packages')).map((name) => {
    const folder = path.join(root, 'packages', name);
    return [`${scope}/${name}`, { folder, manifest: read(path.join(folder, 'package.json')) }];
  }),
);
const catalog = Object.fromEntries(
  [
    ...readFileSync(path.join(root, 'pnpm-workspace.yaml'), 'utf8')
      .split(/^catalog:\n/m)[1]
      .matchAll(/^ {2}"?([^":\n]+)"?: (\S+)$/gm),
  ].map(([, name, version]) => [name, version]),
);

/** Every module that begins leads to, by imports and by paths beside it. */
function modulesFrom(begins) {
  const found = new Set();
  const waiting = [...begins];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (!/\.c?js$/.test(file)) continue;
    for (const [, target] of readFileSync(file, 'utf8').matchAll(
      /["'`](\.\.?\/[^"'`\n]+\.(?:c?js|json))["'`]/g,
    )) {
      const at = path.resolve(path.dirname(file), target);
      if (existsSync(at)) waiting.push(at);
    }
  }
  return [...found].sort();
}

/** What a manifest depends on outside the workspace, with exact versions. */
const librariesOf = ({ dependencies = {} }) =>
  Object.entries(dependencies)
    .filter(([name]) => !packages.has(name))
    .map(([name, version]) => [name, version === 'catalog:' ? catalog[name] : version]);

/** Libraries inside the bundles, with their versions: those of the workspace that the package does not ask for. */
export const bundledLibraries = ({ dependencies }) =>
  Object.fromEntries(
    [...packages.values()]
      .flatMap(({ manifest }) => librariesOf(manifest))
      .filter(([name]) => dependencies[name] === undefined),
  );

/** Where the package is made from, as npm's provenance wants it: known to the machine of a release alone. */
function repository({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env) {
  return server && name ? { repository: { type: 'git', url: `git+${server}/${name}.git` } } : {};
}

/** A module without the lines of its comments, which show how a library is called. */
const withoutComments = (text) => text.replace(/^\s*(\*|\/\/|\/\*).*$/gm, '');

/** Whether modules import a library: what the bundles have inside is not asked for again. */
const importsOf = (modules) => {
  const texts = modules
    .filter((file) => /\.c?js$/.test(file))
    .map((file) => withoutComments(readFileSync(file, 'utf8')));
  return ([name]) => {
    const imported = new RegExp(
      `(\\bfrom|\\bimport|\\bimport\\(|\\brequire\\(|\\bload\\()\\s*["'\`]${name}[/"'\`]`,
    );
    return texts.some((text) => imported.test(text));
  };
};

/** Copies modules to the same places below another folder. */
function copyInto(modules, from, to) {
  for (const file of modules) {
    const target = path.join(to, path.relative(from, file));
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(file, target);
  }
}

/** Lays out the package below a folder. Returns its manifest. */
export function layOut(folder) {
  rmSync(folder, { recursive: true, force: true });
  const manifest = read(path.join(app, 'package.json'));
  const modules = modulesFrom([path.join(app, 'dist', 'bin.js')]).filter(
    (file) => file !== path.join(app, 'package.json'),
  );
  copyInto(modules, app, folder);
  const libraries = librariesOf(manifest);
  for (const [name, { folder: from, manifest: inner }] of packages) {
    const to = path.join(folder, 'node_modules', ...name.split('/'));
    const begins = Object.values(inner.exports).map((one) => path.join(from, one.default));
    const parts = modulesFrom(begins);
    copyInto(parts, from, to);
    libraries.push(...librariesOf(inner).filter(importsOf(parts)));
    // Their libraries are those of the whole, so that npm looks for nothing below them.
    const { version, type, license, exports } = inner;
    writeFileSync(
      path.join(to, 'package.json'),
      JSON.stringify({ name, version, type, license, exports }, null, 2),
    );
  }
  for (const part of ['templates', 'assets'])
    cpSync(path.join(app, part), path.join(folder, part), { recursive: true });
  cpSync(path.join(root, 'studies'), path.join(folder, 'studies'), { recursive: true });
  cpSync(path.join(root, 'test-fixtures', 'published'), path.join(folder, 'published'), { recursive: true });
  mkdirSync(path.join(folder, 'docs'), { recursive: true });
  cpSync(path.join(root, 'docs', 'study.schema.json'), path.join(folder, 'docs', 'study.schema.json'));
  for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md', 'CITATION.cff'])
    cpSync(path.join(root, file), path.join(folder, file));
  chmodSync(path.join(folder, 'dist', 'bin.js'), 0o755);
  const workspace = read(path.join(root, 'package.json'));
  const { puppeteer, ...others } = Object.fromEntries(libraries.sort(([a], [b]) => (a < b ? -1 : 1)));
  const whole = {
    name: manifest.name,
    version: manifest.version,
    description: workspace.description,
    license: manifest.license,
    ...repository(),
    type: 'module',
    bin: { 'inverse-care': 'dist/bin.js' },
    engines: workspace.engines,
    files: ['dist', 'templates', 'assets', 'studies', 'docs', 'published', 'CHANGELOG.md', 'CITATION.cff'],
    // Puppeteer's own package downloads a browser while it is installed; the core does not, and prints alike.
    dependencies: {
      ...Object.fromEntries([...packages].map(([name, { manifest: inner }]) => [name, inner.version])),
      ...others,
      puppeteer: `npm:puppeteer-core@${puppeteer}`,
    },
    bundledDependencies: [...packages.keys()],
  };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(whole, null, 2)}\n`);
  return whole;
}

/** Makes the package in a folder. Returns the path of the file. */
export function pack(into) {
  const folder = path.join(into, 'package');
  const { name, version } = layOut(folder);
  const npm = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', into, folder], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) throw new Error(`npm pack failed:\n${npm.stderr}`);
  rmSync(folder, { recursive: true, force: true });
  return path.join(into, `${name}-${version}.tgz`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const into = path.resolve(process.argv[2] ?? path.join(root, 'out'));
  mkdirSync(into, { recursive: true });
  console.log(pack(into));
}
