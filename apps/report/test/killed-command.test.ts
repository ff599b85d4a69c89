import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@inverse-care/record';
import { describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

// Whole commands, killed at calls that are spread over all that they write: cache, temporary files, OUT and its exchange.
// packages/record kills the exchange itself at each of its calls.

const at = workplace();
const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const hook = new URL('../../../test-fixtures/crash/kill-at.mjs', import.meta.url).href;

/** Runs a command with the hook, with a cache and a temporary folder of its own. */
function hooked(command: string, query: Record<string, string>, node: readonly string[] = []) {
  const { work, study, data, out } = at;
  const temporary = path.join(work, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const options = ['--study', study, '--data', data, '--out', out, '--no-pdf', '--threads', '1'];
  const child = spawn(
    process.execPath,
    [
      ...node,
      '--import',
      `${hook}?${new URLSearchParams({ below: work, ...query })}`,
      ...[bin, command, ...options, '--cache', path.join(work, 'cache')],
    ],
    { cwd: work, env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary } },
  );
  return new Promise<string | number | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
}

/** OUT is a whole run, each file as its manifest says, or is not there. */
function expectWholeOrAbsent(moment: string): void {
  if (!existsSync(at.out)) return;
  for (const file of outputsOf(at.out))
    expect(sha256(readFileSync(path.join(at.out, file.path))), `${moment}: ${file.path}`).toBe(file.sha256);
}

/** How the process ends that dies at a call. */
interface Death {
  way: 'middle' | 'heap';
  /** Of Node. */
  options: readonly string[];
  end: string;
}
const byKill: Death = { way: 'middle', options: [], end: 'SIGKILL' };

async function killAndRunAgain(
  command: string,
  kills: number,
  { way, options, end }: Death = byKill,
): Promise<void> {
  const { work, out } = at;
  const [count, first] = [path.join(work, 'count'), path.join(work, 'first')];
  const again = () => {
    for (const name of ['tmp', 'out']) rmSync(path.join(work, name), { recursive: true, force: true });
    cpSync(first, out, { recursive: true });
  };
  // A run with another seed is there before.
  await at.inverseCare([
    'run',
    '--study',
    at.study,
    '--data',
    at.data,
    '--out',
    first,
    '--no-pdf',
    '--seed',
    '5',
  ]);
  // The first fills the cache, so that the others are quick.
  for (const query of [{}, { count }]) {
    again();
    expect(await hooked(command, query)).toBe(0);
  }
  const expected = outputsOf(out);
  const calls = readFileSync(count, 'utf8').split('\n').length;
  expect(calls).toBeGreaterThan(50);
  for (let k = 1; k <= kills; k++) {
    again();
    const call = Math.round((k * calls) / kills);
    const moment = `${command}, call ${call} of ${calls}`;
    expect(await hooked(command, { at: String(call), way }, options), moment).toBe(end);
    expectWholeOrAbsent(moment);
    expect(await hooked(command, {}), moment).toBe(0);
    expect(outputsOf(out), moment).toEqual(expected);
    expectWholeOrAbsent(moment);
    expect(
      readdirSync(work).filter((name) => name.startsWith('.')),
      moment,
    ).toEqual([]);
    expect(readdirSync(path.join(work, 'tmp')), moment).toEqual([]);
    const kept = readdirSync(path.join(work, 'cache'), { recursive: true }).map(String);
    expect(
      kept.filter((name) => path.basename(name).startsWith('tmp-')),
      moment,
    ).toEqual([]);
  }
}

describe('a command that is killed leaves OUT whole or absent, and the next makes the same bytes and tidies up', () => {
  it('run', async () => {
    await killAndRunAgain('run', 8);
  });

  it('run, where V8 aborts it for want of memory', async () => {
    await killAndRunAgain('run', 2, {
      way: 'heap',
      options: ['--max-old-space-size=96'],
      end: 'SIGABRT',
    });
  });

  it('sensitivity', async () => {
    const text = readFileSync(at.study, 'utf8').replace('replicates: 199', 'replicates: 19');
    writeFileSync(at.study, `${text}multiverse: { weights: [none, patients], replicates: 19 }\n`);
    await killAndRunAgain('sensitivity', 4);
  });
});
