// node scripts/try-package.mjs: makes the package, installs it with `npm install -g` into an empty folder outside the
// repository, and runs it from another: help, a check of the studies, Synthetic England with and without the PDF, and
// what is made of a run: briefing, site, documents, verification, and the run again in two parts.
// npm gets the libraries from its registry, so that this is no part of `npm test`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from './pack.mjs';

const windows = process.platform === 'win32';
const place = mkdtempSync(path.join(tmpdir(), 'inverse-care-package-'));
const prefix = path.join(place, 'prefix');
const elsewhere = path.join(place, 'elsewhere');
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs a command in the empty folder; ends with its output where it fails. Returns what it printed. */
function run(command, args, env = {}) {
  const began = performance.now();
  const done = spawnSync(command, args, {
    cwd: elsewhere,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
    shell: windows,
  });
  if (done.status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')}: ${done.error?.message ?? done.status}\n${done.stdout}\n${done.stderr}`,
    );
  }
  console.log(`${path.basename(command)} ${args.join(' ')}: ${seconds(began)}`);
  return done.stdout;
}

function expect(condition, what) {
  if (!condition) throw new Error(`Expected ${what}`);
}

/** SHA-256 of each output that does not depend on the browser, by path. */
const outputsOf = (out) =>
  Object.fromEntries(
    JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8')).outputs.map(
      ({ path: file, sha256 }) => [file, sha256],
    ),
  );

try {
  mkdirSync(elsewhere, { recursive: true });
  const file = pack(place);
  console.log(`${path.basename(file)}: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  run('npm', ['install', '--global', '--prefix', prefix, '--no-fund', '--no-audit', file]);
  const bin = windows ? path.join(prefix, 'inverse-care.cmd') : path.join(prefix, 'bin', 'inverse-care');
  const cache = { INVERSE_CARE_CACHE: path.join(place, 'cache') };
  expect(run(bin, ['--help']).includes('Usage: inverse-care'), 'the help');
  expect(/^\d+\.\d+\.\d+/.test(run(bin, ['--version'])), 'a version');
  run(bin, ['demo', '--out', 'page', '--no-pdf', '--replicates', '99'], cache);
  expect(existsSync(path.join(elsewhere, 'page', 'report.html')), 'a page');
  expect(run(bin, ['check', path.join('page', 'data')], cache).length > 0, 'what the check found');
  run(bin, ['demo', '--out', 'pdf', '--replicates', '99', '--threads', '2'], cache);
  const pdf = readFileSync(path.join(elsewhere, 'pdf', 'report.pdf'));
  expect(pdf.subarray(0, 5).toString() === '%PDF-', 'a PDF');
  run(bin, ['brief', '--from', 'pdf', '--icb', 'QE1']);
  run(bin, ['site', '--from', 'page', '--out', 'site']);
  run(bin, ['report', '--from', 'page', '--out', 'again', '--no-pdf']);
  for (const file of ['pdf-briefings/briefings/QE1.pdf', 'site/index.html', 'site/icb/QE1.html'])
    expect(existsSync(path.join(elsewhere, file)), file);
  const data = path.join('page', 'data');
  run(bin, ['verify', 'page'], cache);
  run(bin, ['verify', 'page', '--data', data], cache);
  const study = path.join(
    ...[prefix, ...(windows ? [] : ['lib']), 'node_modules', 'inverse-care', 'studies', 'demo.yaml'],
  );
  for (const part of ['1', '2'])
    run(
      bin,
      [
        ...['shard', '--of', 'run', '--plan', `${part}/2`, '--out', `part-${part}`],
        ...['--study', study, '--data', data, '--replicates', '99'],
      ],
      cache,
    );
  run(bin, ['merge', 'part-1', 'part-2', '--out', 'merged', '--no-pdf'], cache);
  const [page, merged, ...others] = ['page', 'merged', 'pdf', 'again'].map((out) =>
    outputsOf(path.join(elsewhere, out)),
  );
  const results = Object.keys(page).filter((name) => name.startsWith('results/'));
  expect(results.length > 20, 'results');
  // What describes a table names the command, which is another one for parts.
  const other = results.filter((name) =>
    [...others, ...(name.endsWith('.csv') ? [merged] : [])].some((one) => one[name] !== page[name]),
  );
  expect(other.length === 0, `the same bytes each time, and these differ: ${other.join(', ')}`);
  console.log(
    `The package installs and works: ${results.length} results, a page and a PDF of ${pdf.length} bytes.`,
  );
} finally {
  rmSync(place, { recursive: true, force: true });
}
