import { readFileSync } from 'node:fs';
import {
  chmod,
  chown,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundledBrowser, bundledRunsHere } from '../src/pdf/bundled.js';
import { isWhole, seal } from '../src/pdf/sealed-folder.js';
import { isOurFolder, ownFolder } from '../src/pdf/trusted-folder.js';

const somebodyElse = 65_534;
const isRoot = process.getuid?.() === 0;
const posix = process.platform !== 'win32';
const scratch: string[] = [];
afterAll(async () => {
  for (const folder of scratch) await rm(folder, { recursive: true, force: true });
});
async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'inverse-care-own-'));
  scratch.push(folder);
  return folder;
}

async function sealedFolder(): Promise<string> {
  const folder = path.join(await emptyFolder(), 'browser');
  await mkdir(path.join(folder, 'lib'), { recursive: true, mode: 0o700 });
  await writeFile(path.join(folder, 'chromium'), 'program', { mode: 0o777 });
  await writeFile(path.join(folder, 'lib', 'a.so'), 'library');
  await chmod(path.join(folder, 'lib', 'a.so'), 0o666);
  await seal(folder);
  return folder;
}

describe.runIf(posix)('a folder of programs', () => {
  it('is whole once it is sealed, and nobody else can write what is in it', async () => {
    const folder = await sealedFolder();
    expect(await isWhole(folder)).toBe(true);
    expect((await lstat(path.join(folder, 'lib', 'a.so'))).mode & 0o777).toBe(0o644);
    expect((await lstat(path.join(folder, 'chromium'))).mode & 0o777).toBe(0o755);
  });

  it.each<[string, (folder: string) => Promise<unknown>]>([
    ['without a seal', (folder) => rm(path.join(folder, 'complete.json'))],
    ['with half a seal', (folder) => truncate(path.join(folder, 'complete.json'), 20)],
    ['with a file that is cut', (folder) => truncate(path.join(folder, 'chromium'), 3)],
    ['that lacks a file', (folder) => rm(path.join(folder, 'lib', 'a.so'))],
    ['with a further file', (folder) => writeFile(path.join(folder, 'lib', 'b.so'), 'library')],
    ['that others can write', (folder) => chmod(folder, 0o777)],
    ['that a group can write', (folder) => chmod(folder, 0o770)],
    ['with a file that others can write', (folder) => chmod(path.join(folder, 'chromium'), 0o777)],
    ['with a folder that others can write', (folder) => chmod(path.join(folder, 'lib'), 0o777)],
    ['with a seal that others can write', (folder) => chmod(path.join(folder, 'complete.json'), 0o666)],
    [
      'with a link for a file',
      async (folder) => {
        await rename(path.join(folder, 'chromium'), path.join(folder, '..', 'elsewhere'));
        await symlink(path.join(folder, '..', 'elsewhere'), path.join(folder, 'chromium'));
      },
    ],
    [
      'that is a link',
      async (folder) => {
        await rename(folder, `${folder}-elsewhere`);
        await symlink(`${folder}-elsewhere`, folder);
      },
    ],
  ])('%s is not', async (_name, spoil) => {
    const folder = await sealedFolder();
    await spoil(folder);
    expect(await isWhole(folder)).toBe(false);
  });

  it.runIf(isRoot).each(['', 'chromium', 'lib', 'lib/a.so', 'complete.json'])(
    'of which somebody else owns "%s" is not',
    async (name) => {
      const folder = await sealedFolder();
      await chown(path.join(folder, name), somebodyElse, somebodyElse);
      expect(await isWhole(folder)).toBe(false);
    },
  );

  it.runIf(isRoot)('takes from others what an archive leaves to them', async () => {
    const folder = await sealedFolder();
    await chown(path.join(folder, 'lib', 'a.so'), somebodyElse, somebodyElse);
    await seal(folder);
    expect((await lstat(path.join(folder, 'lib', 'a.so'))).uid).toBe(0);
  });

  it('is our own where it is made, no link, and cannot be exchanged', async () => {
    const base = await emptyFolder();
    const made = path.join(base, 'cache', 'inverse-care');
    expect(await ownFolder(made)).toBe(true);
    expect((await lstat(made)).mode & 0o777).toBe(0o700);
    expect(await isOurFolder(made)).toBe(true);
    await symlink(made, path.join(base, 'link'));
    expect(await ownFolder(path.join(base, 'link'))).toBe(false);
    await writeFile(path.join(base, 'file'), '');
    expect(await ownFolder(path.join(base, 'file'))).toBe(false);
    for (const mode of [0o777, 0o770]) {
      await chmod(path.join(base, 'cache'), mode);
      expect(await ownFolder(made), mode.toString(8)).toBe(false);
      await chmod(path.join(base, 'cache'), mode | 0o1000);
      expect(await ownFolder(made), mode.toString(8)).toBe(true);
      await chmod(made, mode);
      expect(await ownFolder(made), mode.toString(8)).toBe(false);
      await chmod(made, 0o700);
    }
  });

  it.runIf(isRoot)('is not our own where somebody else made it, or one above it', async () => {
    const base = await emptyFolder();
    const folder = path.join(base, 'cache', 'inverse-care');
    await mkdir(folder, { recursive: true });
    await chown(folder, somebodyElse, somebodyElse);
    expect(await ownFolder(folder)).toBe(false);
    await chown(folder, 0, 0);
    await chown(path.join(base, 'cache'), somebodyElse, somebodyElse);
    expect(await ownFolder(folder)).toBe(false);
  });
});

describe.runIf(bundledRunsHere())('the browser of the npm package', () => {
  const before = { cache: process.env.XDG_CACHE_HOME, temporary: process.env.TMPDIR };
  const restore = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  const { version } = JSON.parse(
    readFileSync(new URL('../node_modules/@sparticuz/chromium/package.json', import.meta.url), 'utf8'),
  );
  let kept: string;
  let good: string;
  const inCache = (cache: string) => path.join(cache, 'inverse-care', `browser-${version}`);

  beforeAll(async () => {
    kept = await emptyFolder();
    good = inCache(kept);
    // What a process that was killed, or an older version of this one, may leave.
    await mkdir(good, { recursive: true });
    await writeFile(path.join(good, 'chromium'), 'the half of it', { mode: 0o755 });
  });
  afterEach(() => {
    restore('XDG_CACHE_HOME', before.cache);
    restore('TMPDIR', before.temporary);
  });

  it('is unpacked anew where it is not whole, and then started as it is', async () => {
    process.env.XDG_CACHE_HOME = kept;
    expect((await bundledBrowser())?.executablePath).toBe(path.join(good, 'chromium'));
    expect(await isWhole(good)).toBe(true);
    expect(await readdir(path.dirname(good))).toEqual([path.basename(good)]);
    const made = (await lstat(good)).ino;
    expect((await bundledBrowser())?.name).toMatch(/^Chromium \d+\./);
    expect((await lstat(good)).ino).toBe(made);
  });

  it('is not started from a folder that another program prepared, but from one elsewhere', async () => {
    const cache = await emptyFolder();
    const temporary = await emptyFolder();
    process.env.XDG_CACHE_HOME = cache;
    process.env.TMPDIR = temporary;
    // A link in the cache, and in the temporary folder one that others can write: a trap in each.
    const trap = await emptyFolder();
    const started = path.join(trap, 'started');
    const program = `#!/bin/sh\ntouch '${started}'\necho 'Chromium 1.2.3.4'\n`;
    await writeFile(path.join(trap, 'chromium'), program, { mode: 0o755 });
    await mkdir(path.dirname(inCache(cache)), { recursive: true });
    await symlink(trap, inCache(cache));
    const open = path.join(temporary, `inverse-care-${process.getuid?.()}`);
    await mkdir(path.join(open, path.basename(good)), { recursive: true });
    await copyFile(path.join(trap, 'chromium'), path.join(open, path.basename(good), 'chromium'));
    await chmod(open, 0o777);
    const found = await bundledBrowser();
    expect(await readFile(started).catch(() => null)).toBeNull();
    expect(found?.name).not.toContain('1.2.3.4');
    const folder = path.dirname(found?.executablePath as string);
    expect(path.relative(temporary, folder)).toMatch(/^inverse-care-[^/]{6}\/browser-/);
    expect(await isWhole(folder)).toBe(true);
  });
});
