import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError, namingFaults, order } from '@inverse-care/domain';
import { isThere, type LastFile, oursBy } from './place.js';

/** What is to be exchanged, noted before anything is moved: whoever finds the note can finish. */
interface Note {
  /** OUT as a folder, or what is in it piece by piece where OUT itself has to stay. */
  way: 'whole' | 'pieces';
  /** Names of the new run, in OUT. */
  names: string[];
  /** What is written last into such a folder. */
  last: LastFile;
}

/** The new run, the old one, and the note, in the folder of a claim. */
const within = (claim: string) => ({
  fresh: path.join(claim, 'new'),
  old: path.join(claim, 'old'),
  note: path.join(claim, 'exchange.json'),
});

/** The folder in which a new run is made. */
export const freshFolder = (claim: string): string => within(claim).fresh;

/** Whether there is an exchange to finish in a claim. */
export const hasBegun = (claim: string): Promise<boolean> => isThere(within(claim).note);

const lastWords: readonly string[] = ['manifest.json', 'part.json', 'site.json'];
/** The manifest, or what a part or a site says of itself, goes first and comes last: where there is one, all that it names is there. */
const leaving = ({ last }: Note) =>
  [...oursBy[last]].sort((a, b) => Number(lastWords.includes(b)) - Number(lastWords.includes(a)));
const coming = (note: Note) => leaving(note).reverse();

/** Whether a name in OUT stays: other people's, and generated data where the new run has none. */
const stays = (name: string, { names, last }: Note) =>
  !oursBy[last].includes(name) || (name === 'data' && !names.includes('data'));

const exchanging = (out: string) => ({
  what: 'The new report cannot be put in the place of the old one',
  file: out,
  remedy: 'The same command finishes it or runs it again.',
});

async function writeNote(claim: string, note: Note): Promise<void> {
  const draft = path.join(claim, 'exchange.draft');
  await writeFile(draft, JSON.stringify(note));
  await rename(draft, within(claim).note);
}

const readNote = async (claim: string): Promise<Note | null> => {
  const text = await readFile(within(claim).note, 'utf8').catch(() => null);
  return text === null ? null : { last: 'manifest.json', ...(JSON.parse(text) as Omit<Note, 'last'>) };
};

/** Gives a folder the owner and the permissions of OUT. False where that cannot be done. */
async function likeOut(fresh: string, real: string): Promise<boolean> {
  const [now, before] = [await stat(fresh), await stat(real)];
  try {
    if (now.uid !== before.uid || now.gid !== before.gid) await chown(fresh, before.uid, before.gid);
    await chmod(fresh, before.mode & 0o7777);
    return true;
  } catch {
    return false;
  }
}

/** Whether this process stands in a folder, which then must not be moved from below it. */
const standsIn = (folder: string) => {
  const way = path.relative(folder, process.cwd());
  return !way.startsWith('..') && !path.isAbsolute(way);
};

/** Whether nothing in a folder is other people’s, who may be at work in it: a home, or a machine’s temporary folder. */
const isOurs = async (folder: string, last: LastFile) =>
  (await readdir(folder)).every((name) => oursBy[last].includes(name));

/**
 * Puts the new run of a claim in OUT’s place, so that at every moment OUT is the old run, is not there, or is the new
 * run; where OUT itself cannot be moved, or holds what others put there, it has no manifest for the moment between. What
 * others put there stays, and nothing of it is moved.
 * @param real OUT without links.
 * @param how whether OUT lies on the claim's disk as a folder like others, and what is written last into it.
 * @throws InputError where it cannot be done: OUT is then as it was, or the next command finishes.
 */
export async function exchange(
  claim: string,
  out: string,
  real: string,
  { movable, last }: { movable: boolean; last: LastFile },
): Promise<void> {
  const { fresh } = within(claim);
  const names = (await readdir(fresh)).filter((name) => oursBy[last].includes(name)).sort(order);
  const exists = await isThere(real);
  const canMove = exists && movable && !standsIn(real) && (await isOurs(real, last));
  const whole = !exists || (canMove && (await likeOut(fresh, real)));
  await namingFaults(exchanging(out), () =>
    writeNote(claim, { way: whole ? 'whole' : 'pieces', names, last }),
  );
  await finishExchange(claim, out, real);
}

/** Finishes an exchange that was begun; where none was, takes away what was to come. */
export async function finishExchange(claim: string, out: string, real: string): Promise<void> {
  const { fresh, old } = within(claim);
  await namingFaults(exchanging(out), async () => {
    const note = await readNote(claim);
    if (note === null) return rm(fresh, { recursive: true, force: true });
    if (await isThere(fresh))
      await (note.way === 'whole' ? asWhole(claim, out, real, note) : inPieces(claim, real, note));
    await rm(old, { recursive: true, force: true });
    await rm(within(claim).note, { force: true });
  });
}

async function asWhole(claim: string, out: string, real: string, note: Note): Promise<void> {
  const { fresh, old } = within(claim);
  if (!(await isThere(old))) {
    if (await isThere(real)) {
      try {
        await rename(real, old);
      } catch {
        return fromNowInPieces(claim, real, note);
      }
    }
  } else if (await isThere(real)) {
    throw new InputError(
      'A run was stopped while it exchanged this folder, which has been made anew since.',
      {
        place: { file: out },
        expected: `no folder, so that the new report can come from ${fresh}`,
        remedy: `Move it away and run the same command again. What was in the old one is in ${old}.`,
      },
    );
  }
  if (await isThere(old)) {
    const kept = (await readdir(old)).filter((name) => stays(name, note));
    try {
      for (const name of kept) await rename(path.join(old, name), path.join(fresh, name));
    } catch {
      // Such as a folder in it that may not be written: it stays where it is when pieces are exchanged around it.
      for (const name of (await readdir(fresh)).filter((one) => stays(one, note)))
        await rename(path.join(fresh, name), path.join(old, name));
      await rename(old, real);
      return fromNowInPieces(claim, real, note);
    }
  }
  await rename(fresh, real);
}

async function fromNowInPieces(claim: string, real: string, note: Note): Promise<void> {
  const pieces: Note = { ...note, way: 'pieces' };
  await writeNote(claim, pieces);
  await inPieces(claim, real, pieces);
}

async function inPieces(claim: string, real: string, note: Note): Promise<void> {
  const { fresh, old } = within(claim);
  const waits = (name: string) => isThere(path.join(fresh, name));
  try {
    await mkdir(old, { recursive: true });
    for (const name of leaving(note)) {
      const hasCome = note.names.includes(name) && !(await waits(name));
      if (stays(name, note) || hasCome || !(await isThere(path.join(real, name)))) continue;
      await rename(path.join(real, name), path.join(old, name));
    }
  } catch (error) {
    const gone = await readdir(old).catch((): string[] => []);
    for (const name of coming(note).filter((one) => gone.includes(one)))
      await rename(path.join(old, name), path.join(real, name));
    await rm(within(claim).note, { force: true });
    throw error;
  }
  for (const name of coming(note))
    if (await waits(name)) await rename(path.join(fresh, name), path.join(real, name));
  await rm(fresh, { recursive: true, force: true });
}
