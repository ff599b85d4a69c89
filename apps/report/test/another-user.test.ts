import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Outcome, workplace } from './command.js';

// What permissions refuse. Root is refused nothing, so that where the tests run as root the program runs as nobody.

const at = workplace();
const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const nobody = 65534;
const asRoot = process.getuid?.() === 0;
const user = asRoot ? { uid: nobody, gid: nobody } : {};

/** Why these tests cannot be; null where they can. */
function whyNot(): string | null {
  if (process.platform === 'win32') return 'Windows has other permissions';
  const { status, stderr, error } = spawnSync(process.execPath, [bin, '--version'], { ...user, cwd: '/' });
  return status === 0 ? null : `another user cannot start the program: ${error?.message ?? stderr}`;
}
const why = whyNot();

function run(env: Record<string, string> = {}): Promise<Outcome> {
  const { work, study, data, out } = at;
  const places = ['--study', study, '--data', data, '--out', out];
  const child = spawn(process.execPath, [bin, 'run', ...places, '--no-pdf', '--threads', '1'], {
    ...user,
    cwd: work,
    env: {
      ...process.env,
      HOME: work,
      TMPDIR: path.join(work, 'tmp'),
      INVERSE_CARE_CACHE: path.join(work, 'cache'),
      ...env,
    },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (said.stdout += text));
  child.stderr.on('data', (text) => (said.stderr += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

const own = (folder: string) => {
  if (asRoot) chownSync(folder, nobody, nobody);
};
/** A folder that the user may look into and not write. */
function locked(name: string): string {
  const folder = path.join(at.work, name);
  mkdirSync(folder, { recursive: true });
  own(folder);
  chmodSync(folder, 0o555);
  return folder;
}

describe.runIf(why === null)(
  `a user without the right${why === null ? '' : ` (passed over: ${why})`}`,
  () => {
    beforeEach(() => {
      for (const folder of [at.scratch, at.work, at.data]) chmodSync(folder, 0o755);
      mkdirSync(path.join(at.work, 'tmp'));
      for (const folder of [at.work, path.join(at.work, 'tmp')]) own(folder);
    });

    it('to write OUT, or beside it, is told before there is work', async () => {
      at.out = path.join(locked('closed'), 'out');
      at.expectRefusal(await run(), 'permission is denied (EACCES)', at.out, 'to do');
      expect(readdirSync(path.join(at.work, 'closed'))).toEqual([]);
      at.out = locked('out');
      at.expectRefusal(await run(), 'permission is denied (EACCES)', at.out, 'to do');
      expect(readdirSync(at.out)).toEqual([]);
    });

    it('to write beside OUT, but in it, has the run in it', async () => {
      const parent = path.join(at.work, 'parent');
      at.out = path.join(parent, 'out');
      mkdirSync(at.out, { recursive: true });
      own(at.out);
      locked('parent');
      expect(await run()).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(readFileSync(path.join(at.out, 'manifest.json'), 'utf8'))).toHaveProperty('outputs');
      expect(readdirSync(at.out).filter((name) => name.startsWith('.'))).toEqual([]);
      expect(readdirSync(parent)).toEqual(['out']);
    });

    it('to the temporary folder is told its name and TMPDIR', async () => {
      const closed = locked('no-tmp');
      at.expectRefusal(
        await run({ TMPDIR: closed }),
        'The temporary folder cannot be used',
        closed,
        'TMPDIR',
      );
      expect(existsSync(at.out)).toBe(false);
    });

    it('to the cache has the run without it, and is told so once', async () => {
      const closed = locked('no-cache');
      const { code, stderr } = await run({ INVERSE_CARE_CACHE: path.join(closed, 'below') });
      expect(code).toBe(0);
      expect(
        stderr.match(/The cache folder .* cannot be used \(permission is denied\); going on without it/g),
      ).toHaveLength(1);
    });

    it.each([
      ['the data folder', '', 0o000],
      ['the names in the data folder alone', '', 0o444],
      ['a folder in it', 'local', 0o000],
      ['a file of it', 'patients.csv', 0o000],
    ])('to read %s is told which', async (_, name, mode) => {
      const closed = path.join(at.data, name);
      own(closed);
      chmodSync(closed, mode);
      const refused = await run();
      chmodSync(closed, 0o755);
      at.expectRefusal(refused, 'permission is denied (EACCES)', name === '' ? 'data' : name, 'to do');
      expect(existsSync(at.out)).toBe(false);
    });

    it('to read what a link leads to is told of the link', async () => {
      const closed = path.join(at.work, 'theirs');
      mkdirSync(closed);
      own(closed);
      symlinkSync(path.join(closed, 'more.csv'), path.join(at.data, 'more.csv'));
      chmodSync(closed, 0o000);
      const { code, stdout } = await run();
      chmodSync(closed, 0o755);
      expect(code).toBe(0);
      expect(stdout).toMatch(/more\.csv: A symbolic link that cannot be followed: permission is denied/);
    });
  },
);
