import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { settleOut, withOut } from '../src/index.js';
import { onSmallDisk } from './small-disk.js';

const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'inverse-care-out-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let work = '';
let out = '';
beforeEach(() => {
  work = mkdtempSync(path.join(scratch, 'work-'));
  out = path.join(work, 'out');
});

/** Puts a run of one page into OUT. */
const put = (page: string, into = out) =>
  withOut(into, (folder) =>
    folder.replace(async (staging) => {
      await writeFile(path.join(staging, 'report.html'), page);
      await writeFile(path.join(staging, 'manifest.json'), '{}');
    }),
  );
const page = (of = out) => readFileSync(path.join(of, 'report.html'), 'utf8');

async function refusal(doing: Promise<unknown>, ...words: string[]): Promise<InputError> {
  const error = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  for (const word of words) expect((error as InputError).explain()).toContain(word);
  expect((error as InputError).remedy).toBeTruthy();
  return error as InputError;
}

describe('an output folder that cannot be one is named before there is work', () => {
  it.each([
    ['below a file', 'below a file', () => path.join(work, 'file', 'deep', 'out')],
    ['a file', 'is a file', () => path.join(work, 'file')],
    ['a link that leads nowhere', 'leads nowhere', () => path.join(work, 'dangling')],
    ['below a link that leads nowhere', 'leads nowhere', () => path.join(work, 'dangling', 'out')],
    ['a link to itself', 'ELOOP', () => path.join(work, 'round')],
    ['of too long a name', 'too long', () => path.join(work, 'x'.repeat(300))],
  ])('%s', async (_, words, at) => {
    writeFileSync(path.join(work, 'file'), '');
    symlinkSync(path.join(work, 'nowhere'), path.join(work, 'dangling'));
    symlinkSync(path.join(work, 'round'), path.join(work, 'round'));
    const names = readdirSync(work);
    await refusal(
      withOut(at(), () => expect.fail('it got to work')),
      words,
      'to do',
    );
    expect(readdirSync(work)).toEqual(names);
  });

  it('holds what no run made', async () => {
    mkdirSync(path.join(out, 'results'), { recursive: true });
    await refusal(
      withOut(out, () => expect.fail('it got to work')),
      'no run of this program made',
      '--force',
    );
    expect(readdirSync(work)).toEqual(['out']);
  });
});

describe('an output folder', () => {
  it('whose folders are made goes with them where nothing comes of it', async () => {
    const deep = path.join(work, 'a', 'b', 'out');
    await expect(withOut(deep, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(readdirSync(work)).toEqual([]);
    await put('one', deep);
    expect(page(deep)).toBe('one');
  });

  it('stays a link where it is one, and keeps its permissions', async () => {
    const real = path.join(work, 'real');
    mkdirSync(real, { mode: 0o2750 });
    symlinkSync(real, out);
    const { mode } = statSync(real);
    await put('one');
    await put('two');
    expect(page(real)).toBe('two');
    expect(realpathSync(out)).toBe(real);
    expect(statSync(real).mode).toBe(mode);
    expect(readdirSync(work).sort()).toEqual(['out', 'real']);
  });

  it('may have as long a name as the system takes', async () => {
    const long = path.join(work, 'é'.repeat(127));
    await put('one', long);
    await put('two', long);
    expect(page(long)).toBe('two');
    expect(readdirSync(work)).toHaveLength(1);
  });

  it('stays as it was where the work fails', async () => {
    await put('one');
    const failing = withOut(out, (folder) =>
      folder.replace(async (staging) => {
        await writeFile(path.join(staging, 'report.html'), 'half');
        throw new Error('no');
      }),
    );
    await expect(failing).rejects.toThrow('no');
    expect(page()).toBe('one');
    expect(readdirSync(work)).toEqual(['out']);
  });
});

describe('a site', () => {
  const putSite = (text: string) =>
    withOut(
      out,
      (folder) =>
        folder.replace(async (staging) => {
          mkdirSync(path.join(staging, 'assets'));
          await writeFile(path.join(staging, 'assets', 'site.css'), text);
          await writeFile(path.join(staging, 'index.html'), text);
          await writeFile(path.join(staging, 'site.json'), '{}');
        }),
      'site.json',
    );
  const fail = () => expect.fail('it got to work');

  it('takes the place of a site whole, and leaves what others put there', async () => {
    await putSite('one');
    writeFileSync(path.join(out, 'CNAME'), 'mine');
    writeFileSync(path.join(out, 'assets', 'old.css'), 'of the old site');
    await putSite('two');
    expect(readdirSync(out).sort()).toEqual(['CNAME', 'assets', 'index.html', 'site.json']);
    expect(readdirSync(path.join(out, 'assets'))).toEqual(['site.css']);
    expect(readFileSync(path.join(out, 'index.html'), 'utf8')).toBe('two');
  });

  it('goes into a folder in which others are at work without moving it, or anything of theirs', async () => {
    mkdirSync(path.join(out, 'theirs'), { recursive: true });
    const inode = (at: string) => statSync(at).ino;
    const before = [inode(out), inode(path.join(out, 'theirs'))];
    await putSite('one');
    await putSite('two');
    expect([inode(out), inode(path.join(out, 'theirs'))]).toEqual(before);
    expect(readFileSync(path.join(out, 'index.html'), 'utf8')).toBe('two');
    expect(readdirSync(path.dirname(out)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('does not go into what the next run takes the place of, though beside it', async () => {
    await put('one');
    const run = out;
    for (const within of ['results', 'results/site', 'figures/a/b']) {
      out = path.join(run, within);
      await refusal(putSite('one'), `“${within.split('/')[0]}” of an earlier run`, 'a folder of its own');
    }
    out = path.join(run, 'site');
    await putSite('one');
    expect(readdirSync(run).sort()).toEqual(['manifest.json', 'report.html', 'site']);
    out = run;
  });

  it('and a run do not take the place of one another', async () => {
    await put('one');
    await refusal(withOut(out, fail, 'site.json'), 'which is of a report', 'an earlier site');
    expect(page()).toBe('one');
    rmSync(out, { recursive: true });
    await putSite('one');
    writeFileSync(path.join(out, 'report.html'), 'the run’s');
    await refusal(withOut(out, fail), 'which is of a site', 'an earlier run');
  });

  it('has names of its own: a run leaves such folders where somebody has put them', async () => {
    await put('one');
    for (const name of ['assets', 'pcn', 'icb']) mkdirSync(path.join(out, name));
    await put('two');
    expect(readdirSync(out).sort()).toEqual(['assets', 'icb', 'manifest.json', 'pcn', 'report.html']);
  });
});

describe('of two runs into one folder', () => {
  const built = new URL('../dist/output/with-out.js', import.meta.url).href;

  it('one is refused while the other is at work, which it does not disturb', async () => {
    await put('one');
    const child = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `const { withOut } = await import(${JSON.stringify(built)});
      await withOut(${JSON.stringify(out)}, () => new Promise((resolve) => {
        console.log('at work');
        process.stdin.once('data', resolve);
      }));`,
    ]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await refusal(put('two'), `Another run is writing into this folder (process ${child.pid})`);
    expect(page()).toBe('one');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end('go on');
    expect(await ended).toBe(0);
    await put('two');
    expect(page()).toBe('two');
    expect(readdirSync(work)).toEqual(['out']);
  });

  it('that begin at once one goes on and the other is refused', async () => {
    for (let round = 0; round < 20; round++) {
      const ends = await Promise.allSettled([put('one'), put('other')]);
      expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
      for (const end of ends) {
        if (end.status === 'rejected') expect(end.reason.message).toContain('Another run is writing');
      }
      expect(['one', 'other']).toContain(page());
      expect(readdirSync(work)).toEqual(['out']);
    }
  });

  it('one on another machine is believed to live for ten minutes', async () => {
    const claim = path.join(work, '.out-unfinished');
    const owner = path.join(claim, 'owner-00000000-1-0-00000000');
    mkdirSync(claim);
    writeFileSync(owner, '');
    await refusal(put('one'), 'another machine', claim);
    const old = new Date(Date.now() - 11 * 60_000);
    utimesSync(owner, old, old);
    await put('one');
    expect(readdirSync(work)).toEqual(['out']);
  });

  it('one that was killed is swept by a run into another folder beside it', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await withOut(out, async () => {
      const [name] = readdirSync(path.join(work, '.out-unfinished'));
      const dead = name!.replace(/-\d+-\d+-/, `-${pid}-1-`);
      mkdirSync(path.join(work, '.other-unfinished', 'new'), { recursive: true });
      writeFileSync(path.join(work, '.other-unfinished', dead), '');
    });
    await put('one');
    expect(readdirSync(work)).toEqual(['out']);
  });
});

describe('a folder that is made anew between a kill and the next run', () => {
  it('is not touched, and the message says where both reports are', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const claim = path.join(work, '.out-unfinished');
    await withOut(out, async () => {
      const dead = readdirSync(claim)[0]!.replace(/-\d+-\d+-/, `-${pid}-1-`);
      for (const name of ['new', 'old']) {
        mkdirSync(path.join(work, 'claim', name), { recursive: true });
        writeFileSync(path.join(work, 'claim', name, 'report.html'), name);
      }
      writeFileSync(path.join(work, 'claim', dead), '');
      writeFileSync(
        path.join(work, 'claim', 'exchange.json'),
        JSON.stringify({ way: 'whole', names: ['report.html'] }),
      );
    });
    expect(spawnSync('mv', [path.join(work, 'claim'), claim]).status).toBe(0);
    mkdirSync(out);
    writeFileSync(path.join(out, 'mine.txt'), 'mine');
    await refusal(settleOut(out), 'made anew', path.join(claim, 'new'), path.join(claim, 'old'));
    expect(readdirSync(out)).toEqual(['mine.txt']);
    expect(existsSync(path.join(claim, 'new', 'report.html'))).toBe(true);
  });
});

describe(`on a small disk${onSmallDisk.reason}`, () => {
  const disk = it.runIf(onSmallDisk.able);
  const full = async (at: string) => {
    await writeFile(at, new Uint8Array(8 << 20));
  };

  disk('a disk that fills while the report is made leaves the old one', async () => {
    mkdirSync(out);
    await onSmallDisk.mounted(out, '2m', async () => {
      await put('one');
      const filling = withOut(out, (folder) =>
        folder.replace((staging) => full(path.join(staging, 'report.html'))),
      );
      await refusal(filling, 'there is no room left on its disk (ENOSPC)', out);
      expect(readdirSync(out).sort()).toEqual(['manifest.json', 'report.html']);
      expect(page()).toBe('one');
    });
  });

  disk('a disk without room for the note of the exchange leaves the old one', async () => {
    mkdirSync(out);
    await onSmallDisk.mounted(out, '2m', async () => {
      await put('one');
      const filling = withOut(out, (folder) =>
        folder.replace((staging) => full(path.join(staging, 'report.html')).catch(() => {})),
      );
      await refusal(filling, 'no room left', 'in the place of the old one');
      expect(page()).toBe('one');
      await put('two');
      expect(page()).toBe('two');
    });
  });

  disk('a full disk and one that can only be read are named before there is work', async () => {
    mkdirSync(out);
    await onSmallDisk.mounted(out, '2m', async () => {
      await put('one');
      await full(path.join(out, 'mine')).catch(() => {});
      await refusal(
        withOut(out, () => expect.fail('it got to work')),
        'no room left',
      );
      rmSync(path.join(out, 'mine'));
      onSmallDisk.readOnly(out);
      for (const at of [out, path.join(out, 'below')])
        await refusal(
          withOut(at, () => expect.fail('it got to work')),
          'EROFS',
        );
      expect(page()).toBe('one');
    });
  });

  disk('OUT is exchanged around a folder in it that cannot be moved', async () => {
    await put('one');
    const theirs = path.join(out, 'theirs');
    mkdirSync(theirs);
    await onSmallDisk.mounted(theirs, '1m', async () => {
      writeFileSync(path.join(theirs, 'file'), 'theirs');
      await put('two');
      expect(page()).toBe('two');
      expect(readFileSync(path.join(theirs, 'file'), 'utf8')).toBe('theirs');
      expect(readdirSync(work)).toEqual(['out']);
    });
  });
});
