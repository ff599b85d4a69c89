import { systemFault } from '@inverse-care/domain';

/** An InputError for what the file system says of a file or folder; other errors as they are. */
export function unreadableFile(error: unknown, file: string): unknown {
  const fault = systemFault(error, {
    what: 'This cannot be read',
    file,
    expected: 'a file or folder that this user may read',
    remedy: 'Or move it out of the data folder.',
  });
  return fault ?? error;
}
