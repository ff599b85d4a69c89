import { mkdir, rename, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { namingFaults, processMark, requireRoom, systemCode, systemFault } from '@inverse-care/domain';
import { sha256 } from '../hashes.js';
import { readManifest } from '../manifest.js';
import { type Claim, claim, sweep } from './claim.js';
import { exchange, freshFolder, hasBegun } from './exchange.js';
import { isThere, type LastFile, placeOf, requireNotWithin, requireOwn } from './place.js';

/** An output folder that can be written, and that this process alone writes. */
export interface OutFolder {
  /** As it was given. */
  readonly path: string;
  /**
   * Makes a run in a folder of its own and puts it in OUT's place when it is whole.
   * @param produce writes into the folder that it is given; where it throws, OUT stays as it was.
   */
  replace<T>(produce: (staging: string) => Promise<T>): Promise<T>;
}

const longestName = 80;
const cannot = (out: string) => ({
  what: 'The output folder cannot be written',
  file: out,
  expected: 'a folder, or a path at which one can be made',
  remedy: 'Or give another path to --out.',
});

/** Where the claim of an OUT may be: beside it, where it can be moved whole, or in it. */
function claimsOf(real: string): { beside: string; inside: string } {
  const name = path.basename(real);
  const short = Buffer.byteLength(name) <= longestName ? name : sha256(name).slice(0, 16);
  return {
    beside: path.join(path.dirname(real), `.${short}-unfinished`),
    inside: path.join(real, '.inverse-care-unfinished'),
  };
}

/** Whether what is made beside OUT can be moved into it, which no number of a disk tells for sure. */
async function movesInto(real: string, { beside, inside }: ReturnType<typeof claimsOf>): Promise<boolean> {
  const mark = processMark();
  const [here, there] = [`${beside}-${mark}`, `${inside}-${mark}`];
  try {
    await mkdir(here);
  } catch (error) {
    // Whoever may write into OUT alone works in it.
    if (real !== path.dirname(real) && systemCode(error) !== undefined) return false;
    throw error;
  }
  try {
    await rename(here, there);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return false;
    throw error;
  } finally {
    await rm(here, { recursive: true, force: true });
    await rm(there, { recursive: true, force: true });
  }
}

/** Of folders on disks, the one on the fullest: an error in the middle of a file does not say where it was. */
async function fullest(folders: readonly string[]): Promise<string> {
  const room = await Promise.all(
    folders.map((folder) =>
      statfs(folder).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => 0,
      ),
    ),
  );
  return folders[room.indexOf(Math.min(...room))] as string;
}

/** An error of writing with where it was; others as they are. */
async function placed(error: unknown, out: string, folder: string): Promise<unknown> {
  if (systemCode(error) === undefined) return error;
  const { path: at, syscall } = error as NodeJS.ErrnoException;
  const here = at === undefined ? syscall === 'write' || syscall === undefined : at.startsWith(folder);
  if (!here) return error;
  const file = at !== undefined || (await fullest([folder, tmpdir()])) === folder ? out : tmpdir();
  return systemFault(error, { what: 'The report cannot be written', file }) ?? error;
}

/** Folders that had to be made for OUT go again where they are empty. */
async function removeEmpty(from: string, upTo: string): Promise<void> {
  for (let at = from; at.startsWith(upTo); at = path.dirname(at)) {
    if (
      !(await rmdir(at).then(
        () => true,
        () => false,
      ))
    )
      return;
  }
}

/**
 * Gives work an output folder that can be written and is nobody else's meanwhile. What a killed run left in the middle
 * of an exchange is finished first.
 * @param out which need not exist.
 * @param last what is written last into such a folder: of a report, of a part of a run, or of a site.
 * @throws InputError where it cannot be written, holds what no run made, or another run is writing into it.
 */
export async function withOut<T>(
  out: string,
  work: (folder: OutFolder) => Promise<T>,
  last: LastFile = 'manifest.json',
): Promise<T> {
  const { real } = await placeOf(out);
  await requireNotWithin(out, real);
  const parent = path.dirname(real);
  const { held, movable, made } = await namingFaults(cannot(out), () => open(out, real, last));
  try {
    return await work({
      path: out,
      replace: (produce) => replace(out, real, { held, movable, last }, produce),
    });
  } finally {
    await held.release();
    if (made !== undefined) await removeEmpty(parent, made);
  }
}

/** Finishes what a killed run had begun to exchange in a folder that is to be read. */
export async function settleOut(out: string): Promise<void> {
  const { real } = await placeOf(out);
  for (const folder of Object.values(claimsOf(real)))
    if (await hasBegun(folder)) await (await claim(out, real, folder)).release();
}

/** About what a new run in OUT takes: at least half of what the last one, but for its data. */
async function likelyBytes(real: string): Promise<number> {
  const outputs = (await readManifest(real))?.outputs ?? [];
  const report = outputs.filter(({ path: file }) => !file.startsWith('data/'));
  return report.reduce((sum, { bytes }) => sum + bytes, 0) / 2;
}

async function open(out: string, real: string, last: LastFile) {
  const parent = path.dirname(real);
  const claims = claimsOf(real);
  const made = await mkdir(parent, { recursive: true });
  try {
    // What an earlier run has left, be it that OUT was then another kind of place.
    for (const folder of [claims.beside, claims.inside])
      if (await isThere(folder)) await (await claim(out, real, folder)).release();
    const exists = await isThere(real);
    await sweep(parent);
    await sweep(real);
    if (exists) await requireOwn(out, real, last);
    const movable = !exists || (await movesInto(real, claims));
    const held = await claim(out, real, movable ? claims.beside : claims.inside);
    try {
      await requireRoom(held.folder, { ...cannot(out), least: await likelyBytes(real) });
    } catch (error) {
      await held.release();
      throw error;
    }
    return { held, movable, made };
  } catch (error) {
    if (made !== undefined) await removeEmpty(parent, made);
    throw error;
  }
}

async function replace<T>(
  out: string,
  real: string,
  { held, movable, last }: { held: Claim; movable: boolean; last: LastFile },
  produce: (staging: string) => Promise<T>,
): Promise<T> {
  const { folder } = held;
  const staging = freshFolder(folder);
  let made: T;
  try {
    await mkdir(staging);
    made = await produce(staging);
  } catch (error) {
    throw await placed(error, out, folder);
  }
  await held.requireHeld();
  await exchange(folder, out, real, { movable, last });
  return made;
}
