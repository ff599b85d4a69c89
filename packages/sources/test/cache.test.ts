import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CacheFolder, CancelledError } from '@inverse-care/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPanel } from '../src/index.js';
import { diskFolder } from './disk-folder.js';
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
  JSON.stringify(
    await buildPanel({
      dir,
      snapshots,
      role: small.role,
      cache: { folder: await diskFolder(cache) },
      ...options,
    }),
  );
const names = async (pattern: RegExp) => (await readdir(cache)).filter((name) => pattern.test(name));

describe('the cache of counts', () => {
  it('changes nothing: the panel is that without a cache, the first time and later', async () => {
    const without = await build({ cache: null });
    expect(await build()).toBe(without);
    expect(await names(/^counts-.*\.bin$/)).toHaveLength(1);
    expect(await names(/^answer-/)).not.toHaveLength(0);
    expect(await build()).toBe(without);
  });

  it('sees another content behind the same name and size', async () => {
    await build();
    const changed = small.lsoa('01APR2020', manyRows(6000)).replace('E01000001,ALL,600', 'E01000001,ALL,200');
    await writeFile(join(dir, 'lsoa.csv'), changed);
    expect(await build()).toBe(await build({ cache: null }));
    expect(await names(/^counts-.*\.bin$/)).toHaveLength(2);
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

  it('is done without where its folder takes nothing and gives nothing', async () => {
    const folder: CacheFolder = {
      ...(await diskFolder(cache)),
      read: async () => null,
      write: async () => false,
    };
    expect(await build({ cache: { folder } })).toBe(await build({ cache: null }));
    expect(await readdir(cache)).toEqual([]);
  });

  it('is asked to keep within a gibibyte at the end, after a stop as well', async () => {
    const limits: number[] = [];
    const folder: CacheFolder = {
      ...(await diskFolder(cache)),
      trim: async (limit) => void limits.push(limit),
    };
    await build({ cache: { folder } });
    const controller = new AbortController();
    const onProgress = ({ label }: { label: string }) => label.startsWith('Panel') && controller.abort();
    await expect(build({ cache: { folder }, signal: controller.signal, onProgress })).rejects.toBeInstanceOf(
      CancelledError,
    );
    expect(limits).toEqual([2 ** 30, 2 ** 30]);
  });

  it('serves two builds at once', async () => {
    const [one, other] = await Promise.all([build(), build()]);
    expect(one).toBe(other);
    expect(one).toBe(await build({ cache: null }));
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
  });
});
