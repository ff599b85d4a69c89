import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processMark } from '@inverse-care/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCacheFolder } from '../src/index.js';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'inverse-care-test-cache-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const open = async () => (await openCacheFolder(dir, () => {}))!;
const temporary = async () => (await readdir(dir)).filter((name) => name.startsWith('tmp-'));
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** A process that puts an entry of two thousand bytes under a name; it prints "begun" and stops for good in a call. */
const writer = (call: 'writeFile' | 'rename') =>
  spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { ${call}: original } = fs.promises;
    fs.promises.${call} = async (path, rest) => {
      if ('${call}' === 'writeFile') await original(path, rest.subarray(0, rest.length / 2));
      console.log('begun');
      await new Promise((resolve) => setInterval(() => {}, 1000));
    };
    syncBuiltinESMExports();
    const { openCacheFolder } = await import(${JSON.stringify(new URL('../dist/cache-folder.js', import.meta.url).href)});
    const folder = await openCacheFolder(${JSON.stringify(dir)}, () => {});
    await folder.write('entry', new Uint8Array(2000).fill(7));`,
  ]);

describe('a cache folder', () => {
  it('gives back what was put into it, and nothing for what was not', async () => {
    const folder = await open();
    expect(await folder.write('entry', Uint8Array.of(1, 2))).toBe(true);
    expect([...(await folder.read('entry'))!]).toEqual([1, 2]);
    expect(await folder.read('other')).toBeNull();
    expect([[...folder.names], [...(await open()).names]]).toEqual([[], ['entry']]);
    await folder.remove('entry');
    expect(await folder.read('entry')).toBeNull();
  });

  it('is none where it cannot be made, and says so once', async () => {
    const file = join(dir, 'file');
    await writeFile(file, '');
    const told: string[] = [];
    expect(await openCacheFolder(join(file, 'below'), (why) => told.push(why))).toBeNull();
    expect(told).toHaveLength(1);
  });

  it('says once that it cannot be written, however often that is tried', async () => {
    const told: string[] = [];
    const folder = (await openCacheFolder(join(dir, 'below'), (why) => told.push(why)))!;
    await rm(join(dir, 'below'), { recursive: true });
    await writeFile(join(dir, 'below'), '');
    expect(await folder.write('one', Uint8Array.of(1))).toBe(false);
    expect(await folder.write('other', Uint8Array.of(1))).toBe(false);
    expect(told).toHaveLength(1);
  });

  it('holds one of two entries, whole, when two are put under one name at once', async () => {
    const [one, other] = [await open(), await open()];
    const bytes = [1, 2].map((value) => new Uint8Array(1 << 20).fill(value));
    await Promise.all([one.write('entry', bytes[0]!), other.write('entry', bytes[1]!)]);
    const found = (await one.read('entry'))!;
    expect(bytes.some((whole) => found.equals(whole))).toBe(true);
    expect(await temporary()).toEqual([]);
  });

  it.each(['writeFile', 'rename'] as const)(
    'has no part of an entry whose process was killed in %s, and nothing that it left behind once it is opened again',
    async (call) => {
      const child = writer(call);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await new Promise<void>((resolve, reject) => {
        child.stdout.once('data', () => resolve());
        child.once('exit', () => reject(new Error('It ended before it wrote')));
      });
      child.kill('SIGKILL');
      await ended;
      expect(await temporary()).toHaveLength(1);
      const folder = await open();
      expect(await folder.read('entry')).toBeNull();
      expect(await temporary()).toEqual([]);
    },
  );

  it('is rid of temporary files whose process has ended, when it is opened, and of no others', async () => {
    const ended = spawn(process.execPath, ['--version']);
    await new Promise((resolve) => ended.once('exit', resolve));
    const mark = processMark();
    const [host, , start] = mark.split('-');
    const ours = `tmp-${mark}`;
    const elsewhere = 'tmp-00000000-1-0-0000000b';
    // A number that another process has now counts for the one that was started then.
    const again = `tmp-${host}-${process.pid}-${Number(start) + 1}-0000000c`;
    for (const name of [ours, elsewhere, `tmp-${host}-${ended.pid}-1-0000000c`])
      await writeFile(join(dir, name), '');
    if (start !== '0') await writeFile(join(dir, again), '');
    await open();
    expect((await readdir(dir)).sort()).toEqual([ours, elsewhere].sort());
    await utimes(join(dir, elsewhere), hoursAgo(48), hoursAgo(48));
    await open();
    expect(await readdir(dir)).toEqual([ours]);
  });

  it('loses what was used longest ago beyond its limit, and nothing that was used within the hour', async () => {
    const folder = await open();
    for (const [name, hours] of [
      ['old', 9],
      ['older', 20],
      ['touched', 30],
      ['new', 0],
    ] as const) {
      await folder.write(name, new Uint8Array(100));
      await utimes(join(dir, name), hoursAgo(hours), hoursAgo(hours));
    }
    await folder.touch('touched');
    await folder.trim(300);
    expect((await readdir(dir)).sort()).toEqual(['new', 'old', 'touched']);
    await folder.trim(0);
    expect((await readdir(dir)).sort()).toEqual(['new', 'touched']);
  });
});
