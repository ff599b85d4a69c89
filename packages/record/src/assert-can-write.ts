import { mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'nothing can be made there',
  ENAMETOOLONG: 'its name is too long',
};

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

function refusal(out: string, where: string, why: string): InputError {
  return new InputError(`The output folder cannot be written: ${why}, at ${where}.`, {
    place: { file: out },
    expected: 'a folder that can be written, or a path at which one can be made',
    remedy: 'Give another path to --out.',
  });
}

/** The nearest folder on the way up from a path that is there. @throws InputError where a file is on the way. */
async function nearestFolder(out: string, start: string): Promise<string> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    try {
      if ((await stat(folder)).isDirectory()) return folder;
      throw refusal(out, folder, 'a file is in the way');
    } catch (error) {
      if (error instanceof InputError) throw error;
      const code = codeOf(error);
      // Below a file there is "no directory"; the file itself is farther up.
      if (!['ENOENT', 'ENOTDIR'].includes(code) || folder === path.dirname(folder))
        throw refusal(out, folder, reasons[code] ?? code);
    }
  }
}

/**
 * Tries whether OUT, and the folder in which it lies, can be written: by writing, as modes do not tell of a disk that
 * is read-only nor of what an administrator may do. Nothing stays behind.
 * @throws InputError that says in a sentence why not.
 */
export async function assertCanWrite(out: string): Promise<void> {
  const absolute = path.resolve(out);
  const places = [await nearestFolder(out, path.dirname(absolute)), await nearestFolder(out, absolute)];
  for (const folder of new Set(places)) {
    try {
      await rm(await mkdtemp(path.join(folder, '.inverse-care-may-write-')), { recursive: true });
    } catch (error) {
      throw refusal(out, folder, reasons[codeOf(error)] ?? codeOf(error));
    }
  }
}
