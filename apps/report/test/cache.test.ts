import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFrom, openCounts, userCacheFolder } from '../src/commands/cache.js';
import { smallFiles, writeFiles } from './small-folder.js';

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const hook = new URL('../../../test-fixtures/crash/kill-at.mjs', import.meta.url).href;
const scratch = mkdtempSync(path.join(tmpdir(), 'inverse-care-cache-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the cache folder', () => {
  it('is the user’s own by the customs of the platform', () => {
    const home = path.resolve('/home/ann');
    const xdg = path.resolve('/var/ann');
    expect(userCacheFolder('linux', {}, home)).toBe(path.join(home, '.cache', 'inverse-care'));
    expect(userCacheFolder('linux', { XDG_CACHE_HOME: xdg }, home)).toBe(path.join(xdg, 'inverse-care'));
    expect(userCacheFolder('linux', { XDG_CACHE_HOME: 'here' }, home)).toBe(
      path.join(home, '.cache', 'inverse-care'),
    );
    expect(userCacheFolder('darwin', {}, home)).toBe(path.join(home, 'Library', 'Caches', 'inverse-care'));
    expect(userCacheFolder('win32', { LOCALAPPDATA: xdg }, home)).toBe(
      path.join(xdg, 'inverse-care', 'cache'),
    );
  });

  it('is the one that is asked for, or none', () => {
    expect(cacheFrom('here')?.dir).toBe('here');
    expect(cacheFrom(false)).toBeNull();
  });

  it('is opened where it is asked for, and below it', async () => {
    const dir = path.join(scratch, 'made');
    const place = cacheFrom(dir)!;
    expect((await openCounts(place))?.folder.dir).toBe(dir);
    expect((await place.open('draws'))?.dir).toBe(path.join(dir, 'draws'));
    expect(await openCounts(null)).toBeNull();
  });

  it('is done without where it cannot be made, and standard error says so once', async () => {
    const file = path.join(scratch, 'file');
    writeFileSync(file, '');
    const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
    try {
      const place = cacheFrom(file)!;
      expect([await place.open('draws'), await openCounts(place)]).toEqual([null, null]);
      expect(said.mock.calls.map(([text]) => String(text))).toEqual([
        expect.stringMatching(/^\nThe cache folder .*file cannot be used \(.*\); going on without it\.$/),
      ]);
    } finally {
      said.mockRestore();
    }
  });
});

describe('a check that is killed', () => {
  const data = path.join(scratch, 'data');
  const neighbourhoods = (areas: number) =>
    Array.from({ length: 80 }, (_, i) => `${i < 40 ? 'A' : 'B'}${80_001 + (i % 40)}`).flatMap((practice) =>
      Array.from(
        { length: areas },
        (_, k) =>
          `GP_PRAC_PAT_LIST,01APR2020,${practice},A SURGERY,E01${String(k + 1).padStart(6, '0')},ALL,1`,
      ),
    );
  let cache = '';
  let expected = '';
  const command = (...options: string[]) => ['check', data, '--json', ...options];
  const checked = (...options: string[]) =>
    spawnSync(process.execPath, [bin, ...command(...options)], { encoding: 'utf8' }).stdout;
  const names = (pattern: RegExp) => readdirSync(cache).filter((name) => pattern.test(name));

  beforeAll(() => {
    writeFiles(data, {
      ...smallFiles(),
      // More than the eight megabytes from which a file has a thread.
      'lsoa.csv': `PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS\n${neighbourhoods(2000).join('\n')}\n`,
    });
    // What was written a moment ago is not trusted by its time stamp.
    utimesSync(path.join(data, 'lsoa.csv'), new Date('2024-01-01'), new Date('2024-01-01'));
    expected = checked('--no-cache');
  });
  beforeEach(() => {
    cache = mkdtempSync(path.join(scratch, 'cache-'));
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  /** Begins a check and kills it when `due` is. */
  async function killed(prelude: string[], due: (child: ReturnType<typeof spawn>) => Promise<void>) {
    const child = spawn(process.execPath, [...prelude, bin, ...command('--cache', cache)]);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await Promise.race([due(child), ended]);
    child.kill('SIGKILL');
    await ended;
  }

  it.each([300, 600, 900])(
    'after %i ms leaves nothing behind that a later one could mistake',
    async (wait) => {
      expect(expected).toContain('lsoa.csv');
      await killed([], () => new Promise((resolve) => setTimeout(resolve, wait)));
      expect(checked('--cache', cache)).toBe(expected);
      expect(checked('--cache', cache)).toBe(expected);
      expect(names(/^counts-.*bin$/)).toHaveLength(1);
      expect(names(/^tmp-/)).toEqual([]);
    },
  );

  // The process stops of its own accord in the middle of a write, or before an entry gets its name, and waits there.
  it.each(['writeFile', 'rename'].flatMap((call) => [1, 2, 3].map((time) => [time, call] as const)))(
    'in call %i of %s leaves nothing behind either',
    async (time, call) => {
      const query = new URLSearchParams({
        at: String(time),
        way: 'wait',
        below: `${path.sep}tmp-`,
        only: call,
      });
      let told = '';
      await killed(
        ['--import', `${hook}?${query}`],
        (child) =>
          new Promise((resolve) => {
            child.stdout?.on('data', (text) => {
              told += String(text);
              resolve();
            });
          }),
      );
      expect(told).toBe('in the middle');
      expect(names(/^tmp-/)).toHaveLength(1);
      expect(checked('--cache', cache)).toBe(expected);
      expect(names(/^tmp-/)).toEqual([]);
    },
  );
});
