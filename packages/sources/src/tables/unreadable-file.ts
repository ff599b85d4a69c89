import { InputError } from '@inverse-care/domain';

const why: Readonly<Record<string, string>> = {
  EACCES: 'This may not be read: permission is denied',
  EPERM: 'This may not be read: permission is denied',
  ENOENT: 'This was there and has gone',
  EIO: 'This cannot be read: the disk or the network share answers with an error',
};

/** An InputError for what the file system says of a file or folder; other errors as they are. */
export function unreadableFile(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof InputError || typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) return error;
  return new InputError(why[code] ?? `This cannot be read (${code})`, {
    place: { file },
    expected: 'a file or folder that this user may read',
    remedy: 'Change its permissions, or move it out of the data folder.',
  });
}
