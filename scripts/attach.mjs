// node scripts/attach.mjs LAST INTO NAME=OUT …: what a release carries of runs. For each run of which the folder OUT is
// there it puts into INTO the page, the PDFs and NAME-run.zip (tables, figures, record, manifest, crate and all), and
// into INTO/changes.md what has moved since LAST/NAME-run.zip, the same file of the release before.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './workspace.mjs';

const [last, into, ...named] = process.argv.slice(2);
if (named.length === 0 || named.some((one) => !one.includes('='))) {
  console.error('Usage: node scripts/attach.mjs LAST INTO NAME=OUT …');
  process.exit(2);
}

/** Runs a program to its end. Returns what it printed; throws with what it complained of. */
function run(command, args, cwd = root) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${done.error?.message ?? `${done.stdout}${done.stderr}`}`);
  return done.stdout;
}

const bin = path.join(root, 'apps', 'report', 'dist', 'bin.js');
const scratch = mkdtempSync(path.join(tmpdir(), 'inverse-care-last-'));

/** What moved from the run of the last release to this one, in Markdown. */
function changes(name, out) {
  const packed = path.resolve(last, `${name}-run.zip`);
  if (!existsSync(packed)) return 'There is no earlier run to compare with.\n';
  const before = path.join(scratch, name);
  run('unzip', ['-q', packed, '-d', before]);
  return run(process.execPath, [bin, 'compare', before, out, '--format', 'markdown']);
}

try {
  mkdirSync(into, { recursive: true });
  const passages = [];
  for (const [name, out] of named.map((one) => one.split('=')).filter(([, folder]) => existsSync(folder))) {
    for (const document of ['report.html', 'report.pdf', 'briefing.pdf'])
      if (existsSync(path.join(out, document)))
        copyFileSync(path.join(out, document), path.join(into, `${name}-${document}`));
    const packed = path.resolve(into, `${name}-run.zip`);
    rmSync(packed, { force: true });
    run('zip', ['-q', '-r', '-X', packed, '.'], path.resolve(out));
    passages.push(`# ${name}\n\n${changes(name, out)}`);
    console.log(`${name}: attached from ${out}`);
  }
  if (passages.length === 0) throw new Error(`None of these is there: ${named.join(' ')}`);
  writeFileSync(path.join(into, 'changes.md'), passages.join('\n'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
