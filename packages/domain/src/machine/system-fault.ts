import { InputError } from '../errors.js';

/** What the operating system answers, as a sentence, and what its reader can do about it. */
interface Fault {
  why: string;
  remedy: string;
}

const permission: Fault = {
  why: 'permission is denied',
  remedy: 'Change the permissions of the folder, run as its owner, or name another place.',
};
const full: Fault = {
  why: 'there is no room left on its disk',
  remedy: 'Free some space, or name a place on another disk.',
};

/** Every answer that has a name here: what is written or read goes by this table wherever it is. */
export const systemFaults: Readonly<Record<string, Fault>> = {
  EACCES: permission,
  EPERM: permission,
  ENOSPC: full,
  EDQUOT: {
    why: 'the quota of this user is used up',
    remedy: 'Free some space, or name a place on another disk.',
  },
  EROFS: { why: 'its disk is read-only', remedy: 'Name a place on a disk that can be written.' },
  ENOENT: { why: 'it is not there, or has gone', remedy: 'Check the path, and that nothing moves it away.' },
  ENOTDIR: {
    why: 'a file stands on its path where a folder is expected',
    remedy: 'Name a path whose parts are folders.',
  },
  EISDIR: {
    why: 'it is a folder where a file is expected',
    remedy: 'Name a file, or move the folder away.',
  },
  ENAMETOOLONG: { why: 'its name or path is too long for the system', remedy: 'Name a shorter path.' },
  ELOOP: {
    why: 'its symbolic links lead round in a circle',
    remedy: 'Name the folder itself, or mend the links.',
  },
  EBUSY: {
    why: 'another program has it open, or it is where a disk is mounted',
    remedy: 'Close what has it open and run the same command again.',
  },
  EEXIST: { why: 'something else of this name is there', remedy: 'Move it away, or name another place.' },
  ENOTEMPTY: {
    why: 'another program has put something there',
    remedy: 'Look for another run into the same folder, and run the same command again.',
  },
  EXDEV: { why: 'it lies on two disks', remedy: 'Name a folder that lies on one.' },
  EIO: {
    why: 'the disk or the network share answers with an error',
    remedy: 'Check the disk or the share, and run the same command again.',
  },
  ESTALE: {
    why: 'the network share has lost it',
    remedy: 'Mount the share again, and run the same command again.',
  },
  EFBIG: {
    why: 'its disk takes no file of this size',
    remedy: 'Name a place on another disk.',
  },
  EMFILE: {
    why: 'this process may not open more files',
    remedy: 'Raise the limit (ulimit -n), and run the same command again.',
  },
  ENFILE: {
    why: 'the system may not open more files',
    remedy: 'Close other programs, and run the same command again.',
  },
  ENOMEM: { why: 'the system has no memory left', remedy: 'Close other programs, or use fewer --threads.' },
};

/** How libraries that write by themselves say it, of what they can meet. */
const inWords: readonly (readonly [RegExp, string])[] = [
  [/no space left on device/i, 'ENOSPC'],
  [/disk quota exceeded/i, 'EDQUOT'],
  [/read-only file system/i, 'EROFS'],
  [/too many open files/i, 'EMFILE'],
];

/** The code of a system error, such as ENOSPC, by itself or in the words of a library; undefined for another error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof InputError) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && Object.hasOwn(systemFaults, code)) return code;
  return inWords.find(([words]) => words.test(error.message))?.[1];
}

/** What failed, in words. */
export interface FailedAct {
  /** As in "The report cannot be written". */
  what: string;
  /** Where; what the error itself names where left out. */
  file?: string | undefined;
  expected?: string;
  /** Added to the fault's own. */
  remedy?: string;
}

/** A system error as a message with what to do; null for an error that is none, or has no name here. */
export function systemFault(error: unknown, { what, file, expected, remedy }: FailedAct): InputError | null {
  const code = systemCode(error);
  if (code === undefined) return null;
  const fault = systemFaults[code] as Fault;
  const place = file ?? (error as NodeJS.ErrnoException).path;
  return new InputError(`${what}: ${fault.why} (${code}).`, {
    ...(place === undefined ? {} : { place: { file: place } }),
    ...(expected === undefined ? {} : { expected }),
    remedy: remedy === undefined ? fault.remedy : `${fault.remedy} ${remedy}`,
  });
}

/** Does something, and gives the system errors that it ends in their sentence; other errors stay as they are. */
export async function namingFaults<T>(act: FailedAct, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw systemFault(error, act) ?? error;
  }
}
