import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildPanel, checkFolder } from '../src/index.js';
import { keep, readKept } from '../src/tables/kept.js';
import { diskFolder } from './disk-folder.js';
import * as small from './small-england.js';

const snapshots = [small.march, small.june];

let dir = '';
let cache = '';
beforeEach(async () => {
  // What was written a moment ago is not believed by its state: here every file is old from the start.
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now + 60_000);
  dir = await small.folderOf(await small.minimal());
  cache = await mkdtemp(join(tmpdir(), 'inverse-care-test-known-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(cache, { recursive: true, force: true });
});

const options = async (kept: boolean) => ({
  dir,
  snapshots,
  role: small.role,
  cache: kept ? { folder: await diskFolder(cache) } : null,
});
const outcome = async (kept: boolean) => {
  const panel = await buildPanel(await options(kept)).then(
    (built) => JSON.stringify(built),
    (error: Error) => error.message,
  );
  return { panel, check: JSON.stringify(await checkFolder(await options(kept))) };
};
const entries = async (pattern: RegExp) => (await readdir(cache)).filter((name) => pattern.test(name));

/** Asks that a warm look says what a fresh one says, and that the change can be seen in it. */
async function expectNoticed(change: () => Promise<void>): Promise<void> {
  const before = await outcome(true);
  expect(await outcome(true)).toEqual(before);
  await change();
  const fresh = await outcome(false);
  expect(fresh).not.toEqual(before);
  expect(await outcome(true)).toEqual(fresh);
  expect(await outcome(true)).toEqual(fresh);
}

const day = new Date('2024-01-01');
const july = () => join(dir, 'patients/july.csv');
/** Of as many bytes as the file of July, and of another day. */
const otherDay = small.totals('02-Jul-20', small.julyCounts);

describe('what is known of files', () => {
  it('changes nothing: panel and check are those without a cache, the first time and later', async () => {
    const without = await outcome(false);
    expect(await outcome(true)).toEqual(without);
    expect(await entries(/^known-/)).toHaveLength(1);
    expect(await entries(/^sheets-/)).toHaveLength(1);
    expect(await outcome(true)).toEqual(without);
  });

  it('is believed of a file that has not changed', async () => {
    await writeFile(join(dir, 'other.csv'), 'a,b\n1,2\n');
    await outcome(true);
    const folder = await diskFolder(cache);
    const [entry = ''] = await entries(/^known-/);
    const known = (await readKept(folder, entry)) as [string, { note: string }][];
    for (const [path, file] of known) if (path === 'other.csv') file.note = 'as it was kept';
    await keep(folder, entry, known);
    const { files } = await checkFolder(await options(true));
    expect(files.find(({ path }) => path === 'other.csv')?.note).toBe('as it was kept');
  });

  it('is not believed where the file has other bytes of the same number and the same time', async () => {
    await utimes(july(), day, day);
    const { size, mtimeMs } = await stat(july());
    await expectNoticed(async () => {
      await writeFile(july(), otherDay);
      await utimes(july(), day, day);
      expect(await stat(july())).toMatchObject({ size, mtimeMs });
    });
  });

  it('is not believed where another file of the same size and time has taken its place', async () => {
    await utimes(july(), day, day);
    await expectNoticed(async () => {
      const aside = join(dir, 'patients/aside');
      await writeFile(aside, otherDay);
      await utimes(aside, day, day);
      await rename(aside, july());
    });
  });

  it('follows a file that is renamed', async () => {
    await expectNoticed(() => rename(july(), join(dir, 'patients/summer.csv')));
  });

  it('follows two files that change names', async () => {
    await expectNoticed(async () => {
      await rename(july(), join(dir, 'aside'));
      await rename(join(dir, 'patients/april.csv'), july());
      await rename(join(dir, 'aside'), join(dir, 'patients/april.csv'));
    });
  });

  it.skipIf(process.platform === 'win32')('follows a symbolic link that leads elsewhere', async () => {
    const outside = await small.folderOf({
      'one.csv': small.totals('01-Jul-20', small.julyCounts),
      'two.csv': otherDay,
    });
    for (const name of ['one.csv', 'two.csv']) await utimes(join(outside, name), day, day);
    await rm(july());
    await symlink(join(outside, 'one.csv'), july());
    await expectNoticed(async () => {
      await rm(july());
      await symlink(join(outside, 'two.csv'), july());
    });
  });

  it('is nothing of a file with a mistake, and its error goes with the mistake', async () => {
    const sound = await readFile(july(), 'utf8');
    await expectNoticed(() => writeFile(july(), sound.replace('NUMBER_OF_PATIENTS', 'HEADS')));
    await expectNoticed(() => writeFile(july(), sound));
  });

  it('goes with the file', async () => {
    await mkdir(join(dir, 'more'));
    await writeFile(join(dir, 'more/may.csv'), small.totals('01MAY2020', small.aprilCounts));
    await expectNoticed(() => rm(join(dir, 'more/may.csv')));
  });

  it('is not noted of a file that was written a moment ago', async () => {
    vi.restoreAllMocks();
    await outcome(true);
    expect(await entries(/^known-/)).toEqual([]);
  });

  it('is found out anew where its entry is damaged', async () => {
    const before = await outcome(true);
    for (const name of await entries(/^(known|sheets)-/)) {
      const bytes = await readFile(join(cache, name));
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
      await writeFile(join(cache, name), bytes);
      expect(await outcome(true)).toEqual(before);
    }
  });
});

describe('the sheets of a workbook', () => {
  it('are kept by its content, whatever its state', async () => {
    await outcome(true);
    const folder = await diskFolder(cache);
    const [entry = ''] = await entries(/^sheets-/);
    const kept = JSON.stringify(await readKept(folder, entry)).replaceAll('NORTH PCN', 'KEPT PCN');
    await keep(folder, entry, JSON.parse(kept));
    const path = join(dir, 'membership.xlsx');
    await utimes(path, day, day);
    const { panel } = await buildPanel(await options(true));
    expect(panel.rows[0]?.pcn_name).toBe('KEPT PCN');
  });

  it('are those of the new workbook where another has taken its place', async () => {
    const moved = small.memberships.map(
      (row): small.MembershipRow => (row[0] === 'A81002' ? ['A81002', '36L', 'U00002', '20191001'] : row),
    );
    const workbook = await small.epcn(moved);
    await expectNoticed(() => writeFile(join(dir, 'membership.xlsx'), workbook));
  });
});
