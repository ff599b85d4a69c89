import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect } from 'vitest';
import { smallFiles, writeFiles } from './small-folder.js';

// The command line as a user starts it, on a small folder of data.

const written = new Date('2024-01-01');
const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The folders of one test, and the program in them. A test may name other folders. */
export interface Workplace {
  /** All folders of this file's tests. */
  readonly scratch: string;
  work: string;
  data: string;
  out: string;
  study: string;
  inverseCare(args: string[], onStart?: (stop: () => void) => void): Promise<Outcome>;
  /** Put into the environment of the program. */
  env: Record<string, string>;
  /** A run without a PDF. */
  run(...more: string[]): Promise<Outcome>;
  /** What a run without more options leaves in the output folder; the program makes it once a file of tests. */
  hasRun(): Promise<void>;
  /** A failure that a reader can act on: exit code 1, one screen, nothing left behind. */
  expectRefusal(outcome: Outcome, ...says: (string | RegExp)[]): void;
}

/** A fresh folder for each test of the file that calls this, and a cache for all of them. */
export function workplace(): Workplace {
  const scratch = mkdtempSync(path.join(tmpdir(), 'inverse-care-cli-'));
  const env = { ...process.env, INVERSE_CARE_CACHE: path.join(scratch, 'cache') };
  const work = path.join(scratch, 'work');
  const kept = path.join(scratch, 'kept');
  const folders = () => ({
    work,
    data: path.join(work, 'data'),
    out: path.join(work, 'out'),
    study: path.join(work, 'study.yaml'),
  });
  const at: Workplace = {
    scratch,
    ...folders(),
    env: {},
    inverseCare: (args, onStart) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [bin, ...args], { cwd: at.work, env: { ...env, ...at.env } });
        const said = { stdout: '', stderr: '' };
        child.stdout.on('data', (chunk) => (said.stdout += chunk));
        child.stderr.on('data', (chunk) => (said.stderr += chunk));
        onStart?.(() => child.kill('SIGINT'));
        child.on('close', (code) => resolve({ code, ...said }));
      }),
    run(...more) {
      const { study, data, out } = at;
      return at.inverseCare(['run', '--study', study, '--data', data, '--out', out, '--no-pdf', ...more]);
    },
    async hasRun() {
      if (existsSync(kept)) cpSync(kept, at.out, { recursive: true });
      else {
        expect(await at.run()).toMatchObject({ code: 0, stderr: '' });
        cpSync(at.out, kept, { recursive: true });
      }
    },
    expectRefusal({ code, stdout, stderr }, ...says) {
      expect(code).toBe(1);
      expect(stdout).toBe('');
      for (const words of says) expect(stderr).toMatch(words);
      expect(stderr.split('\n').length).toBeLessThan(25);
      expect(stderr).not.toContain('    at ');
      expect(readdirSync(at.work).filter((name) => name.includes('unfinished'))).toEqual([]);
    },
  };
  // The same paths and times in each test: a run knows by them whether it was asked for before.
  beforeEach(() => {
    rmSync(work, { recursive: true, force: true });
    Object.assign(at, folders(), { env: {} });
    const { 'study.yaml': text, ...files } = smallFiles();
    writeFiles(at.data, files);
    for (const name of Object.keys(files)) utimesSync(path.join(at.data, name), written, written);
    writeFileSync(at.study, text!);
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  return at;
}

/** The outputs that the manifest of a run names, with their hashes. */
export const outputsOf = (folder: string): { path: string; sha256: string }[] =>
  JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')).outputs;
