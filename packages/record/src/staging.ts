import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';

/** What a run puts into its output folder. */
const ours = [
  'results',
  'record',
  'figures',
  'tables.xlsx',
  'report.html',
  'report.pdf',
  'briefing.html',
  'briefing.pdf',
  'audit.html',
  'audit.pdf',
  'data',
  'manifest.json',
];

/**
 * Throws InputError where a run must not write: OUT is a file, or holds things of these names that no run made.
 * @param out the output folder, which need not exist.
 */
export async function assertWritable(out: string): Promise<void> {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory()) {
    throw new InputError('The output folder is a file.', {
      place: { file: out },
      expected: 'a folder, or a path at which one can be made',
      remedy: 'Give another path to --out.',
    });
  }
  const names = await readdir(out);
  const foreign = names.filter((name) => ours.includes(name));
  if (!names.includes('manifest.json') && foreign.length > 0) {
    throw new InputError(
      `The output folder already holds "${foreign[0]}", which no run of this program made.`,
      {
        place: { file: out },
        expected: 'an empty folder, or one of an earlier run (with its manifest.json)',
        remedy: 'Give another path to --out, or move the folder away.',
      },
    );
  }
}

/**
 * Makes everything in a hidden folder beside OUT and moves it into place at the end, so that OUT holds a whole run or
 * what it held before, and never a half.
 * @param out the output folder; made where it does not exist.
 * @param produce writes into the folder it is given; where it throws, nothing stays behind.
 */
export async function staged<T>(out: string, produce: (staging: string) => Promise<T>): Promise<T> {
  const parent = path.dirname(path.resolve(out));
  await mkdir(parent, { recursive: true });
  const staging = await mkdtemp(path.join(parent, `.${path.basename(out)}-unfinished-`));
  try {
    const made = await produce(staging);
    await mkdir(out, { recursive: true });
    const names = (await readdir(staging)).filter((name) => ours.includes(name));
    await rm(path.join(out, 'manifest.json'), { force: true });
    for (const name of ours) {
      if (name === 'data' && !names.includes('data')) continue;
      await rm(path.join(out, name), { recursive: true, force: true });
    }
    names.sort((a, b) => ours.indexOf(a) - ours.indexOf(b));
    for (const name of names) await rename(path.join(staging, name), path.join(out, name));
    return made;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
