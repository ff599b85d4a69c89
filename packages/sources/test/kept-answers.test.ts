import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { buildPanel, checkFolder } from '../src/index.js';
import { diskFolder } from './disk-folder.js';
import * as small from './small-england.js';

const loaded = vi.hoisted(() => ({ times: 0 }));

vi.mock('../src/counts/counts-file.js', async (original) => {
  const real = await original<typeof import('../src/counts/counts-file.js')>();
  return {
    ...real,
    countsIn: (bytes: Uint8Array) => {
      loaded.times++;
      return real.countsIn(bytes);
    },
  };
});

const practices = ['A81001', 'A81002', 'B82001', 'B82002'];
/** More than the megabyte from which counts are kept. */
const areas: small.LsoaRow[] = practices.flatMap((practice) =>
  Array.from(
    { length: 6000 },
    (_, i) => [practice, `E01${String(i + 10).padStart(6, '0')}`, 'ALL', 1] as const,
  ),
);

let dir = '';
let cache = '';
beforeEach(async () => {
  loaded.times = 0;
  cache = await mkdtemp(join(tmpdir(), 'inverse-care-test-cache-'));
  dir = await small.folderOf({
    ...(await small.minimal()),
    'lsoa.csv': small.lsoa('01APR2020', [...small.lsoaRows, ...areas]),
    'iod.csv': small.deprivation,
    'rurality.csv': small.rurality,
  });
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const build = async () =>
  buildPanel({
    dir,
    snapshots: [small.march, small.june],
    role: small.role,
    cache: { folder: await diskFolder(cache) },
  });
const check = async () => checkFolder({ dir, cache: { folder: await diskFolder(cache) } });

it('a build that finds its answers in the cache loads no counts', async () => {
  const first = await build();
  expect(loaded.times).toBe(1);
  expect(await build()).toEqual(first);
  expect(loaded.times).toBe(1);
});

it('a check that finds its answers in the cache loads no counts', async () => {
  const first = await check();
  expect(loaded.times).toBe(1);
  expect(await check()).toEqual(first);
  expect(loaded.times).toBe(1);
});

it('a table of neighbourhoods that has changed is checked, whatever the cache holds of the other', async () => {
  await build();
  const files = { 'iod.csv': small.deprivation.replace('0.31,1', '0.31,11') };
  const changed = await small.folderOf({
    ...(await small.minimal()),
    'lsoa.csv': small.lsoa('01APR2020', [...small.lsoaRows, ...areas]),
    'rurality.csv': small.rurality,
    ...files,
  });
  dir = changed;
  await expect(build()).rejects.toThrow('"11" cannot be');
});
