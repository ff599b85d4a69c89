import { mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NamingStudy } from '@inverse-care/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildPanel, buildPanelOnce } from '../src/index.js';
import { diskFolder } from './disk-folder.js';
import * as small from './small-england.js';

let dir = '';
let cache = '';
beforeEach(async () => {
  // What was written a moment ago is not believed by its state: here every file is old from the start.
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
  dir = await small.folderOf(await small.minimal());
  cache = await mkdtemp(join(tmpdir(), 'inverse-care-test-panels-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(cache, { recursive: true, force: true });
});

const options = () => ({ dir, snapshots: [small.march, small.june], role: small.role });

/** A panel by way of the cache, and whether files were read for it. */
async function once(key = 'asked', naming?: NamingStudy) {
  let wasRead = false;
  const panel = await buildPanelOnce(
    {
      ...options(),
      ...(naming && { naming }),
      onProgress: () => {
        wasRead = true;
      },
    },
    { folder: await diskFolder(cache), key },
  );
  return { panel, wasRead };
}

const july = () => join(dir, 'patients/july.csv');

describe('a kept panel', () => {
  it('is what a build gives, and is not built twice', async () => {
    const built = await buildPanel(options());
    expect(await once()).toEqual({ panel: built, wasRead: true });
    expect(await once()).toEqual({ panel: built, wasRead: false });
  });

  it('is not taken where something else is asked, or by other code', async () => {
    await once();
    expect((await once('other')).wasRead).toBe(true);
  });

  it('is not taken where bytes change under the same size and time', async () => {
    await once();
    const { atime, mtime } = await stat(july());
    await writeFile(july(), small.totals('02-Jul-20', small.julyCounts));
    await utimes(july(), atime, mtime);
    const { panel, wasRead } = await once();
    expect(wasRead).toBe(true);
    expect(panel).toEqual(await buildPanel(options()));
  });

  it('is not taken where a file has another name, as it tells of the names', async () => {
    await once();
    await rename(july(), join(dir, 'patients/renamed.csv'));
    const { panel, wasRead } = await once();
    expect(wasRead).toBe(true);
    expect(panel.inputs.map(({ path }) => path)).toContain('patients/renamed.csv');
  });

  it('is not kept of files that changed a moment ago', async () => {
    await writeFile(july(), await readFile(july()));
    const { mtimeMs } = await stat(july());
    vi.spyOn(Date, 'now').mockImplementation(() => Math.ceil(mtimeMs) + 1000);
    await once();
    expect(await readdir(cache)).toEqual([]);
  });

  it('is built anew where the entry is damaged', async () => {
    const first = await once();
    const [entry] = await readdir(cache);
    const bytes = await readFile(join(cache, entry!));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(join(cache, entry!), bytes);
    expect(await once()).toEqual(first);
    expect((await once()).wasRead).toBe(false);
  });

  it('does not hide that a study names what nothing brings', async () => {
    await once();
    await expect(once('asked', { needs: ['no_such_need'], required: [] })).rejects.toThrow(/no_such_need/);
  });
});
