import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CancelledError, openCacheFolder } from '@inverse-care/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPanel } from '../src/index.js';
import * as small from './small-england.js';

const snapshots = [small.march, small.june];
const practices = ['A81001', 'A81002', 'B82001', 'B82002'];

/** More than the megabyte from which counts are kept. */
const manyRows = (areas: number): small.LsoaRow[] => [
  ...small.lsoaRows,
  ...practices.flatMap((practice) =>
    Array.from(
      { length: areas },
      (_, i) => [practice, `E01${String(i + 10).padStart(6, '0')}`, 'ALL', 1] as const,
    ),
  ),
];
/** More than the eight megabytes from which a file has a thread. */
const largeFile = (rows: small.LsoaRow[]) =>
  `${small.lsoaHeader}\n${rows
    .map(
      ([practice, area, sex, n]) => `GP_PRAC_PAT_LIST,01APR2020,${practice},A SURGERY,${area},${sex},${n}\n`,
    )
    .join('')}`;
const filesOf = async (rows: small.LsoaRow[]): Promise<small.Files> => ({
  ...(await small.minimal()),
  'lsoa.csv': small.lsoa('01APR2020', rows),
  'iod.csv': small.deprivation,
});

let dir = '';
let cache = '';
beforeEach(async () => {
  dir = await small.folderOf(await filesOf(manyRows(6000)));
  // What was written a moment ago is not trusted by its time stamp.
  await utimes(join(dir, 'lsoa.csv'), new Date('2024-01-01'), new Date('2024-01-01'));
  cache = await mkdtemp(join(tmpdir(), 'inverse-care-test-cache-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const build = async (options: Partial<Parameters<typeof buildPanel>[0]> = {}) =>
  JSON.stringify(await buildPanel({ dir, snapshots, role: small.role, cache: { dir: cache }, ...options }));
/** A process that builds the panel and prints what it does; `prelude` runs before. */
const builder = (prelude: string) => {
  const options = { dir, snapshots, role: small.role, cache: { dir: cache } };
  const script = `${prelude}
    const { buildPanel } = await import(${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)});
    await buildPanel({ ...${JSON.stringify(options)}, onProgress: ({ label }) => console.log(label) });`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  });
};
const killed = async (child: ReturnType<typeof builder>) => {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
};
const names = async (pattern: RegExp) => (await readdir(cache)).filter((name) => pattern.test(name));

describe('the cache of counts', () => {
  it('changes nothing: the panel is that without a cache, the first time and later', async () => {
    const without = await build({ cache: null });
    expect(await build()).toBe(without);
    expect(await names(/^counts-.*\.parquet$/)).toHaveLength(1);
    expect(await names(/^answer-/)).not.toHaveLength(0);
    expect(await build()).toBe(without);
  });

  it('sees another content behind the same name and size', async () => {
    await build();
    const changed = small.lsoa('01APR2020', manyRows(6000)).replace('E01000001,ALL,600', 'E01000001,ALL,200');
    await writeFile(join(dir, 'lsoa.csv'), changed);
    expect(await build()).toBe(await build({ cache: null }));
    expect(await names(/^counts-.*\.parquet$/)).toHaveLength(2);
  });

  it.each([
    ['cut', (path: string) => truncate(path, 20)],
    [
      'changed in one byte',
      async (path: string) => {
        const bytes = await readFile(path);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
        await writeFile(path, bytes);
      },
    ],
    ['gone', (path: string) => rm(path)],
  ])('makes an entry anew that is %s', async (_, damage) => {
    const before = await build();
    for (const name of await readdir(cache)) {
      const rest = await readdir(cache);
      if (rest.includes(name)) await damage(join(cache, name));
      expect(await build()).toBe(before);
    }
  });

  it('is done without where its folder cannot be made, and says so once', async () => {
    const file = join(cache, 'file');
    await writeFile(file, '');
    const told: string[] = [];
    const onProblem = (why: string) => told.push(why);
    expect(await build({ cache: { dir: join(file, 'below'), onProblem } })).toBe(
      await build({ cache: null }),
    );
    expect(told).toHaveLength(1);
  });

  it('serves two builds at once', async () => {
    const [one, other] = await Promise.all([build(), build()]);
    expect(one).toBe(other);
    expect(await names(/^tmp-/)).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6])('is sound after a stop at step %i', async (step) => {
    const controller = new AbortController();
    let steps = 0;
    const onProgress = () => {
      steps++;
      if (steps === step) controller.abort();
    };
    await expect(build({ signal: controller.signal, onProgress })).rejects.toBeInstanceOf(CancelledError);
    expect(await build()).toBe(await build({ cache: null }));
    expect(await names(/^tmp-/)).toEqual([]);
  });

  it.each([0, 60])('is sound after a process was killed %i ms after it began to read', async (wait) => {
    await writeFile(join(dir, 'lsoa.csv'), largeFile(manyRows(60_000)));
    const before = await build({ cache: null });
    const child = builder('');
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.stdout.on('data', (text) => {
        if (String(text).includes('Workforce')) setTimeout(resolve, wait);
      });
    });
    await killed(child);
    expect(await build()).toBe(before);
    expect(await names(/^tmp-/)).toEqual([]);
  });

  // The process stops of its own accord in the middle of a write, or before an entry gets its name, and waits there.
  it.each(['writeFile', 'rename'].flatMap((call) => [1, 2, 4].map((time) => [time, call] as const)))(
    'is sound after a process was killed in call %i of %s',
    async (time, call) => {
      const before = await build({ cache: null });
      const child = builder(`import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      import { basename } from 'node:path';
      const { ${call}: original } = fs.promises;
      let times = 0;
      fs.promises.${call} = async (path, rest) => {
        if (!basename(String(path)).startsWith('tmp-') || ++times < ${time}) return original(path, rest);
        if ('${call}' === 'writeFile') await original(path, rest.subarray(0, rest.length / 2));
        console.log('in the middle');
        await new Promise((resolve) => setInterval(() => {}, 1000));
      };
      syncBuiltinESMExports();`);
      const told = await new Promise<string>((resolve) => {
        let text = '';
        child.once('exit', () => resolve(text));
        child.stdout.on('data', (more) => {
          text += String(more);
          if (text.includes('in the middle')) resolve(text);
        });
      });
      expect(told).toContain('in the middle');
      await killed(child);
      expect(await names(/^tmp-/)).not.toEqual([]);
      expect(await build()).toBe(before);
      expect(await names(/^tmp-/)).toEqual([]);
    },
  );
});

describe('a cache folder', () => {
  it('is rid of temporary files whose process has ended, when it is opened, and of no others', async () => {
    const ended = spawn(process.execPath, ['--version']);
    await new Promise((resolve) => ended.once('exit', resolve));
    const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
    const ours = `tmp-${host}-${process.pid}-0a`;
    const elsewhere = 'tmp-00000000-1-0b';
    for (const name of [ours, elsewhere, `tmp-${host}-${ended.pid}-0c`])
      await writeFile(join(cache, name), '');
    await openCacheFolder(cache, () => {});
    expect((await readdir(cache)).sort()).toEqual([ours, elsewhere].sort());
    const days = new Date(Date.now() - 2 * 86_400_000);
    await utimes(join(cache, elsewhere), days, days);
    await openCacheFolder(cache, () => {});
    expect(await readdir(cache)).toEqual([ours]);
  });

  it('loses what was used longest ago beyond its limit, and nothing that was used within the hour', async () => {
    const folder = await openCacheFolder(cache, () => {});
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    for (const [name, hours] of [
      ['old', 9],
      ['older', 20],
      ['touched', 30],
      ['new', 0],
    ] as const) {
      await folder?.write(name, new Uint8Array(100));
      await utimes(join(cache, name), hoursAgo(hours), hoursAgo(hours));
    }
    await folder?.touch('touched');
    await folder?.trim(300);
    expect((await readdir(cache)).sort()).toEqual(['new', 'old', 'touched']);
    await folder?.trim(0);
    expect((await readdir(cache)).sort()).toEqual(['new', 'touched']);
  });
});
