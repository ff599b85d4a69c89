import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256, withOut } from '../src/index.js';
import { onSmallDisk } from './small-disk.js';

// A process that puts a small run into OUT is killed at every call that changes something, one after the other; then
// OUT is looked at, and the run is made again.

const hook = new URL('../../../test-fixtures/crash/kill-at.mjs', import.meta.url).href;
const built = new URL('../dist/output/with-out.js', import.meta.url).href;
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'inverse-care-crash-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Files = Record<string, string>;

/** A run of some files, with a manifest that names them. */
const runOf = (files: Files): Files => ({
  ...files,
  'manifest.json': JSON.stringify(
    Object.entries(files).map(([name, text]) => ({ path: name, sha256: sha256(text) })),
  ),
});
const before = runOf({
  'report.html': 'old',
  'results/a.csv': 'old a',
  'figures/f.svg': 'old f',
  'data/d.csv': 'd',
});
const after = runOf({ 'report.html': 'new', 'results/a.csv': 'new a', 'results/b.csv': 'new b' });
const notes = { 'notes.txt': 'mine', 'drafts/one.txt': 'mine too' };

function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

function read(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('-unfinished'));
  return Object.fromEntries(names.map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]));
}

const script = `
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
const { withOut } = await import(${JSON.stringify(built)});
const [out, files] = process.argv.slice(1);
await withOut(out, (folder) => folder.replace(async (staging) => {
  for (const [name, text] of Object.entries(JSON.parse(files))) {
    await mkdir(path.dirname(path.join(staging, name)), { recursive: true });
    await writeFile(path.join(staging, name), text);
  }
}));`;

/** Puts the new run into OUT in a process of its own. Gives its signal or code, and what it said. */
function replacing(out: string, cwd: string, more: Record<string, string> = {}) {
  const query = new URLSearchParams({ below: scratch, ...more });
  const child = spawn(
    process.execPath,
    [
      '--import',
      `${hook}?${query}`,
      '--input-type=module',
      '--eval',
      script,
      '--',
      out,
      JSON.stringify(after),
    ],
    { cwd },
  );
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  return new Promise<{ end: string | number | null; said: string }>((resolve) =>
    child.once('close', (code, signal) => resolve({ end: signal ?? code, said })),
  );
}

interface Case {
  /** What is in OUT before; null where there is no OUT. */
  there: Files | null;
  /** Whether the process stands in OUT, which then cannot be moved. */
  inside?: boolean;
  /** Whether others have put something into OUT, which then is not moved. */
  shared?: boolean;
}

let work = '';
let out = '';
let kills = 0;
beforeEach(() => {
  work = mkdtempSync(path.join(scratch, 'work-'));
  out = path.join(work, 'out');
});

function lay({ there, shared }: Case, folder = out): void {
  for (const name of readdirSync(work))
    if (path.join(work, name) !== folder) rmSync(path.join(work, name), { recursive: true });
  // A disk of its own stays mounted.
  if (existsSync(folder))
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
  if (there === null) rmSync(folder, { recursive: true, force: true });
  else write(folder, shared ? { ...there, ...notes } : there);
}

/** OUT is the old run or the new one, to the last file, or says by having no manifest that it is none. */
function expectWhole({ there, inside, shared }: Case, moment: string): void {
  const found = existsSync(out) ? read(out) : {};
  if (found['manifest.json'] === undefined) {
    expect(inside === true || shared === true || !existsSync(out), moment).toBe(true);
    if (shared) expect(found, moment).toMatchObject(notes);
    return;
  }
  const run = found['manifest.json'] === after['manifest.json'] ? after : there;
  expect(found, moment).toMatchObject(run!);
  if (shared) expect(found, moment).toMatchObject(notes);
}

/** What a run leaves that nothing has disturbed. */
const expected = ({ there, shared }: Case): Files => ({
  ...after,
  ...(shared ? notes : {}),
  ...(there === null ? {} : { 'data/d.csv': 'd' }),
});

async function expectSameAgain(one: Case, moment: string): Promise<void> {
  await withOut(out, (folder) => folder.replace(async (staging) => write(staging, after)));
  expect(read(out), moment).toEqual(expected(one));
  expect(readdirSync(work), moment).toEqual(['out']);
  expect(
    readdirSync(out).filter((name) => name.startsWith('.')),
    moment,
  ).toEqual([]);
}

/** The calls of a whole exchange, in their order. */
async function callsOf(one: Case): Promise<string[]> {
  lay(one);
  const count = path.join(scratch, 'count');
  const { end, said } = await replacing(out, one.inside ? out : work, { count });
  expect({ end, said }).toEqual({ end: 0, said: '' });
  expect(read(out)).toEqual(expected(one));
  return readFileSync(count, 'utf8').split('\n');
}

/** What is not done at once is also stopped half-way. */
const waysOf = (call: string) => (call === 'rm' || call === 'writeFile' ? ['before', 'middle'] : ['before']);

async function killAtEvery(one: Case): Promise<void> {
  const calls = await callsOf(one);
  expect(calls.length).toBeGreaterThan(12);
  for (const [i, call] of calls.entries()) {
    for (const way of waysOf(call)) {
      const moment = `call ${i + 1}, ${way} ${call}`;
      lay(one);
      const { end } = await replacing(out, one.inside ? out : work, { at: String(i + 1), way });
      expect(end, moment).toBe('SIGKILL');
      kills++;
      expectWhole(one, moment);
      await expectSameAgain(one, moment);
    }
  }
}

describe('an exchange that is killed', () => {
  it('leaves no OUT or the new one whole where there was none', async () => {
    await killAtEvery({ there: null });
  });

  it('leaves the old run, none, or the new one', async () => {
    await killAtEvery({ there: before });
  });

  it('leaves at every moment what others put there, and a manifest only where all is there', async () => {
    await killAtEvery({ there: before, shared: true });
  });

  it('leaves a manifest only where all is there, where OUT cannot be moved', async () => {
    await killAtEvery({ there: before, inside: true, shared: true });
  });

  it('is finished by the next, be that killed in its turn', async () => {
    const one = { there: before };
    const calls = await callsOf(one);
    for (const first of [-9, -7, -5, -3].map((from) => calls.length + from)) {
      for (let at = 1; ; at += 3) {
        lay(one);
        expect((await replacing(out, work, { at: String(first) })).end).toBe('SIGKILL');
        const { end } = await replacing(out, work, { at: String(at), way: 'middle' });
        if (end !== 'SIGKILL') break;
        kills += 2;
        expectWhole(one, `call ${first}, then ${at}`);
        await expectSameAgain(one, `call ${first}, then ${at}`);
      }
    }
  });

  it.runIf(onSmallDisk.able)(
    `leaves a manifest only where all is there, on a disk of its own${onSmallDisk.reason}`,
    async () => {
      mkdirSync(out);
      await onSmallDisk.mounted(out, '4m', () => killAtEvery({ there: before, inside: true, shared: true }));
    },
  );

  // Beside the kills of whole commands in apps/report.
  it('was tried often', () => {
    expect(kills).toBeGreaterThanOrEqual(200);
  });
});
