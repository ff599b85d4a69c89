import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  InputError,
  isLeftOver,
  markPattern,
  processMark,
  processOf,
  stateOfMark,
} from '@inverse-care/domain';
import { finishExchange, hasBegun } from './exchange.js';
import { isThere } from './place.js';

// A claim is a folder of a fixed name for each OUT, so that one process has it at a time and the next finds what a
// killed one left. It appears by a rename, with its owner in it; who takes over one that is left over renames the
// owner, which succeeds for one alone.

const owner = new RegExp(`^owner-(${markPattern})$`);
const released = new RegExp(`-unfinished-(${markPattern})$`);

const beatMs = 10_000;
/** How long a process of another machine or container may leave its claim untouched. */
const patienceMs = 600_000;

/** A claim that this process has. */
export interface Claim {
  /** Where it works: on the same disk as OUT. */
  readonly folder: string;
  /** Throws InputError where another process has taken it over, as after a long sleep of this machine. */
  requireHeld(): Promise<void>;
  /** Takes away the claim and all that is in it, but for an exchange that the next command has to finish. */
  release(): Promise<void>;
}

const busy = (out: string, folder: string, mark: string) =>
  stateOfMark(mark) === 'running'
    ? new InputError(`Another run is writing into this folder (process ${processOf(mark)}).`, {
        place: { file: out },
        expected: 'one run at a time into a folder',
        remedy: 'Wait until it has ended, or give another path to --out.',
      })
    : new InputError(
        'A run on another machine or in another container is writing into this folder, or was killed less than ten minutes ago.',
        {
          place: { file: out },
          expected: 'one run at a time into a folder',
          remedy: `Wait, give another path to --out, or delete ${folder} if you know that it has ended.`,
        },
      );

const ownerFile = (folder: string, mark: string) => path.join(folder, `owner-${mark}`);

async function ownerOf(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => owner.exec(name)?.[1]).find((mark) => mark !== undefined);
}

/** Puts a claim where there is none. False where there is one. */
async function put(fresh: string, folder: string): Promise<boolean> {
  try {
    await rename(fresh, folder);
    return true;
  } catch (error) {
    if (await isThere(folder)) return false;
    throw error;
  }
}

/** Takes over a claim whose process has ended. False where it has gone in the meantime. */
async function takeOver(out: string, folder: string, fresh: string, mark: string): Promise<boolean> {
  const before = await ownerOf(folder);
  if (before === undefined) {
    if (!(await isThere(folder))) return false;
    throw new InputError('The folder of an unfinished run has no owner: something was changed in it.', {
      place: { file: folder },
      expected: 'the folder as a run left it',
      remedy: 'Look whether it holds anything that you want to keep, and delete it.',
    });
  }
  // By the clock of the disk, which on a share is not this machine's.
  const now = (await stat(fresh)).mtimeMs;
  const age = await stat(ownerFile(folder, before)).then(
    ({ mtimeMs }) => now - mtimeMs,
    () => 0,
  );
  if (!isLeftOver(before, age, patienceMs)) throw busy(out, folder, before);
  try {
    await rename(ownerFile(folder, before), ownerFile(folder, mark));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  return true;
}

/** Takes away the claim of another OUT that a killed run has left, unless there is an exchange to finish in it. */
async function sweepClaim(folder: string): Promise<void> {
  const before = await ownerOf(folder);
  if (before === undefined || stateOfMark(before) !== 'ended' || (await hasBegun(folder))) return;
  const mark = processMark();
  await rename(ownerFile(folder, before), ownerFile(folder, mark));
  await rename(folder, `${folder}-${mark}`);
  await rm(`${folder}-${mark}`, { recursive: true, force: true });
}

/** Takes away what killed processes have left in a folder of claims, but for exchanges that are to be finished. */
export async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const at = path.join(parent, name);
    if (!name.startsWith('.')) continue;
    const [, mark] = released.exec(name) ?? [];
    // Another process may be quicker, and what may not be removed is left.
    if (name.endsWith('-unfinished')) await sweepClaim(at).catch(() => {});
    if (mark === undefined) continue;
    const found = await stat(at).catch(() => null);
    if (found !== null && isLeftOver(mark, Date.now() - found.mtimeMs))
      await rm(at, { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Claims OUT, finishes what a killed process had begun to exchange and takes away what it left.
 * @param folder of the claim, `real` is OUT without links.
 * @throws InputError where another process has it.
 */
export async function claim(out: string, real: string, folder: string): Promise<Claim> {
  const mark = processMark();
  const fresh = `${folder}-${mark}`;
  await mkdir(fresh);
  try {
    // More than nothing, so that a full disk says so now.
    await writeFile(ownerFile(fresh, mark), new Uint8Array(4096));
    while (!((await put(fresh, folder)) || (await takeOver(out, folder, fresh, mark))));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  const beat = setInterval(() => {
    writeFile(ownerFile(folder, mark), new Uint8Array(1), { flag: 'r+' }).catch(() => {});
  }, beatMs).unref();
  const held = () => isThere(ownerFile(folder, mark));
  const release = async () => {
    clearInterval(beat);
    if (!(await held()) || (await hasBegun(folder))) return;
    await rename(folder, fresh);
    await rm(fresh, { recursive: true, force: true });
  };
  try {
    await finishExchange(folder, out, real);
  } catch (error) {
    clearInterval(beat);
    throw error;
  }
  return {
    folder,
    async requireHeld() {
      if (await held()) return;
      throw new InputError('Another run has taken this folder over while this one was stopped for long.', {
        place: { file: out },
        expected: 'one run at a time into a folder',
        remedy: 'Run the same command again.',
      });
    },
    release,
  };
}
