import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

// The package that `npm install -g` takes, outside the repository. What npm would fetch is linked from the workspace;
// scripts/try-package.mjs lets npm install it.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const at = workplace();
const installed = path.join(at.scratch, 'package');
const manifestOf = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** Where the workspace has a library. */
function libraryOf(name: string): string {
  const users = ['apps/report', ...readdirSync(path.join(root, 'packages')).map((one) => `packages/${one}`)];
  const found = users.map((user) => path.join(root, user, 'node_modules', name)).find(existsSync);
  if (found === undefined) throw new Error(`${name} is in no package of the workspace`);
  return realpathSync(found);
}

const inverseCare = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(installed, 'dist', 'bin.js'), ...args], {
    cwd: at.work,
    encoding: 'utf8',
    env: { ...process.env, INVERSE_CARE_CACHE: path.join(at.scratch, 'cache-of-package') },
  });

beforeAll(() => {
  const packed = spawnSync(process.execPath, [path.join(root, 'scripts', 'pack.mjs'), at.scratch], {
    encoding: 'utf8',
  });
  expect(packed.stderr).toBe('');
  // npm's packages unpack into a folder of that name.
  const unpacked = spawnSync('tar', ['-xzf', packed.stdout.trim(), '-C', at.scratch]);
  expect(unpacked.status).toBe(0);
  const { dependencies, bundledDependencies } = manifestOf(installed);
  for (const name of Object.keys(dependencies)) {
    if (bundledDependencies.includes(name) || name === 'puppeteer') continue;
    const link = path.join(installed, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(libraryOf(name), link, 'junction');
  }
});

describe('the package', () => {
  it('has the program, its parts, templates and studies, and no tests or sources', () => {
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'CITATION.cff',
      'LICENSE',
      'README.md',
      'assets',
      'dist',
      'docs',
      'node_modules',
      'package.json',
      'published',
      'studies',
      'templates',
    ]);
    const all = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !/node_modules[\\/](?!@inverse-care)/.test(name),
    );
    expect(all.filter((name) => /\.(ts|map|tsbuildinfo)$|\.test\./.test(name))).toEqual([]);
  });

  it('names every library with its exact version, and none of the workspace', () => {
    const { dependencies, bin, private: kept } = manifestOf(installed);
    expect(bin).toEqual({ 'inverse-care': 'dist/bin.js' });
    expect(kept).toBeUndefined();
    for (const version of Object.values(dependencies)) {
      expect(version).toMatch(/^(npm:puppeteer-core@)?\d+\.\d+\.\d+(-r\.\d+)?$/);
    }
    // It downloads a browser while it is installed; its core does not.
    expect(dependencies.puppeteer).toMatch(/^npm:puppeteer-core@/);
  });

  it('helps, and knows the studies that come with it', () => {
    expect(inverseCare('--help').stdout).toContain('Usage: inverse-care');
    const { stdout, stderr } = inverseCare('check', at.data);
    expect(stderr).toBe('');
    expect(stdout).toContain('wilding-2024');
  });

  it('writes a study with the schema for editors that comes with it', () => {
    const folder = path.join(at.work, 'studies');
    const { status, stderr } = inverseCare('new', '--out', path.join(folder, 'own.yaml'));
    expect([status, stderr]).toEqual([0, '']);
    expect(readFileSync(path.join(folder, 'inverse-care.schema.json'), 'utf8')).toBe(
      readFileSync(path.join(installed, 'docs', 'study.schema.json'), 'utf8'),
    );
  });

  it('gives the same results and pages as the program in the repository', async () => {
    await at.hasRun();
    const out = path.join(at.work, 'from-package');
    const { status, stderr } = inverseCare(
      ...['run', '--study', at.study, '--data', at.data, '--out', out, '--no-pdf', '--threads', '2'],
    );
    expect([status, stderr]).toEqual([0, '']);
    const own = (folder: string) =>
      outputsOf(folder).filter((file) => /^(results|figures)\/|report\.html$/.test(file.path));
    expect(own(out).length).toBeGreaterThan(20);
    expect(own(out)).toEqual(own(at.out));
  });
});
