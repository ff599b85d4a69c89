// node scripts/sbom.mjs INTO: the bill of materials of the package that is given out (CycloneDX 1.6, JSON, by
// cyclonedx-npm) and a list of its parts' licences. npm resolves the package's libraries as for whoever installs it, so
// that it needs the registry, as trying the package does; nothing is installed and no script of a package runs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundledLibraries, layOut } from './pack.mjs';

const tool = '@cyclonedx/cyclonedx-npm@6.0.1';
const [into] = process.argv.slice(2);
if (into === undefined) {
  console.error('Usage: node scripts/sbom.mjs INTO');
  process.exit(2);
}

function run(command, args, cwd) {
  const done = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32',
  });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${done.error?.message ?? done.stderr}`);
  return done.stdout;
}

/** "MIT", or "MIT OR Apache-2.0", as the bill has it. */
const licenceOf = ({ licenses = [] }) =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name).join(' AND ');
const nameOf = ({ group, name }) => (group ? `${group}/${name}` : name);
const flat = (components = []) => components.flatMap((one) => [one, ...flat(one.components)]);

const place = mkdtempSync(path.join(tmpdir(), 'inverse-care-sbom-'));
try {
  const folder = path.join(place, 'package');
  const whole = layOut(folder);
  // What is inside the bundles is not asked for by the package, and is a part of it all the same.
  const inside = bundledLibraries(whole);
  const dependencies = { ...whole.dependencies, ...inside };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...whole, dependencies }));
  run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
  mkdirSync(into, { recursive: true });
  const base = path.join(path.resolve(into), `${whole.name}-${whole.version}`);
  const bill = `${base}.cdx.json`;
  const options = ['--package-lock-only', '--omit', 'dev', '--output-reproducible', '--output-file', bill];
  run('npx', ['--yes', tool, ...options], folder);
  const { bomFormat, specVersion, components } = JSON.parse(readFileSync(bill, 'utf8'));
  const parts = flat(components);
  const missing = Object.keys(dependencies).filter((name) => !parts.some((one) => nameOf(one) === name));
  const unlicensed = parts.filter((one) => licenceOf(one) === '').map(nameOf);
  // Under this name the package has puppeteer-core.
  const absent = missing.filter((name) => name !== 'puppeteer');
  if (bomFormat !== 'CycloneDX' || absent.length > 0)
    throw new Error(`The bill of materials lacks ${absent.join(', ') || 'its format'}`);
  if (unlicensed.length > 0) throw new Error(`Parts without a licence: ${unlicensed.join(', ')}`);
  const lines = parts.map((one) => `${nameOf(one)} ${one.version}: ${licenceOf(one)}`).sort();
  writeFileSync(`${base}.licences.txt`, `${[...new Set(lines)].join('\n')}\n`);
  console.log(`${bill}: ${bomFormat} ${specVersion}, ${parts.length} parts, each with its licence`);
  console.log(`of which inside the bundles: ${Object.keys(inside).join(', ')}`);
} finally {
  rmSync(place, { recursive: true, force: true });
}
