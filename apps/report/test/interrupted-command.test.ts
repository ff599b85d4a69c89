import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

// Ctrl-C at calls that are spread over all that a run writes: what it keeps while it reads, results of tasks, temporary
// files, the documents, and the exchange.

const at = workplace();
const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const hook = new URL('../../../test-fixtures/crash/kill-at.mjs', import.meta.url).href;

interface End {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

function hooked(query: Record<string, string>, ...more: string[]): Promise<End> {
  const { work, study, data, out } = at;
  const temporary = path.join(work, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const where = ['--study', study, '--data', data, '--out', out, '--cache', path.join(work, 'cache')];
  const child = spawn(
    process.execPath,
    [
      ...['--import', `${hook}?${new URLSearchParams({ below: work, ...query })}`],
      ...[bin, 'run', ...where, '--no-pdf', '--threads', '1', ...more],
    ],
    { cwd: work, env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary } },
  );
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (said.stdout += text));
  child.stderr.on('data', (text) => (said.stderr += text));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, ...said })));
}

const manifest = () => readFileSync(path.join(at.out, 'manifest.json'), 'utf8');

/** Nothing of a run is left beside OUT, among temporary files or unfinished in the cache. */
function expectTidy(moment: string): void {
  const { work } = at;
  const hidden = (name: string) => name.startsWith('.');
  expect(readdirSync(work).filter(hidden), moment).toEqual([]);
  if (existsSync(at.out)) expect(readdirSync(at.out).filter(hidden), moment).toEqual([]);
  expect(readdirSync(path.join(work, 'tmp')), moment).toEqual([]);
  const cache = path.join(work, 'cache');
  const kept = existsSync(cache) ? readdirSync(cache, { recursive: true }).map(String) : [];
  expect(
    kept.filter((name) => path.basename(name).startsWith('tmp-')),
    moment,
  ).toEqual([]);
}

/** Command lines of processes that have these words in them. */
function processesWith(words: string): string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return line.includes(words) ? [line] : [];
    } catch {
      return [];
    }
  });
}

describe('a run that is stopped by Ctrl-C', () => {
  it('at any stage leaves the old run and ends with 130, or has done all and ends with 0', async () => {
    const { work, out } = at;
    const [count, first] = [path.join(work, 'count'), path.join(work, 'first')];
    const again = () => {
      for (const name of ['tmp', 'out', 'cache'])
        rmSync(path.join(work, name), { recursive: true, force: true });
      cpSync(first, out, { recursive: true });
    };
    await at.hasRun();
    cpSync(out, first, { recursive: true });
    const before = manifest();
    again();
    expect(await hooked({ count }, '--seed', '5')).toMatchObject({ code: 0, stderr: '' });
    const after = outputsOf(out);
    const calls = readFileSync(count, 'utf8').split('\n').length;
    const ends = new Set<number | null>();
    const moments = 10;
    for (let k = 0; k < moments; k++) {
      again();
      // The last calls are the exchange and what is tidied up after it: each of them.
      const call =
        k < moments / 2 ? 1 + Math.floor((2 * k * calls) / moments) : calls - 2 * (moments - k) + 2;
      const moment = `call ${call} of ${calls}`;
      const { code, signal, stdout, stderr } = await hooked(
        { at: String(call), way: 'interrupt' },
        '--seed',
        '5',
      );
      expect({ signal, moment }).toEqual({ signal: null, moment });
      ends.add(code);
      expectTidy(moment);
      if (code === 130) {
        expect(stderr, moment).toContain('Stopped. Nothing was written.');
        expect(manifest() === before, moment).toBe(true);
      } else {
        expect({ code, stderr }, moment).toEqual({ code: 0, stderr: '' });
        expect(stdout, moment).toContain('Done in');
        expect(outputsOf(out), moment).toEqual(after);
      }
    }
    expect(ends).toEqual(new Set([130, 0]));
  });

  const linux = process.platform === 'linux';
  it.runIf(linux)(
    `while it prints, with the browser, ends with 130 and leaves no browser${linux ? '' : ' (passed over: only Linux has /proc)'}`,
    async () => {
      await at.hasRun();
      const before = manifest();
      const { work, study, data, out } = at;
      const temporary = path.join(work, 'tmp');
      mkdirSync(temporary);
      const child = spawn(
        process.execPath,
        [bin, 'run', '--study', study, '--data', data, '--out', out, '--no-cache', '--seed', '5'],
        // A group of its own: Ctrl-C in a terminal is heard by the browser too.
        { cwd: work, detached: true, env: { ...process.env, TMPDIR: temporary } },
      );
      let stderr = '';
      child.stderr.on('data', (text) => (stderr += text));
      // The briefing's page is the last file before the PDFs.
      const last = path.join(work, '.out-unfinished', 'new', 'briefing.html');
      const watch = setInterval(() => {
        if (!existsSync(last) || processesWith(`--user-data-dir=${temporary}`).length === 0) return;
        clearInterval(watch);
        process.kill(-child.pid!, 'SIGINT');
      }, 10);
      expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
      expect(stderr).toContain('Stopped. Nothing was written.');
      expect(manifest()).toBe(before);
      expectTidy('printing');
      expect(processesWith(temporary)).toEqual([]);
    },
  );

  it('twice ends at once, and the next run sweeps what is left', async () => {
    await at.hasRun();
    const before = manifest();
    const { work, study, data, out } = at;
    const child = spawn(
      process.execPath,
      [
        bin,
        'run',
        '--study',
        study,
        '--data',
        data,
        '--out',
        out,
        '--no-pdf',
        '--no-cache',
        '--replicates',
        '1000000',
      ],
      { cwd: work },
    );
    const unfinished = () => readdirSync(work).some((name) => name.includes('unfinished'));
    const watch = setInterval(() => {
      if (!unfinished()) return;
      clearInterval(watch);
      child.kill('SIGINT');
      child.kill('SIGTERM');
    }, 20);
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
    expect(manifest()).toBe(before);
    expect((await at.run('--seed', '6')).code).toBe(0);
    expect(unfinished()).toBe(false);
  });
});
