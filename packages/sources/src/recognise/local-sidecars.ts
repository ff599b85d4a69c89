import { InputError } from '@inverse-care/domain';
import { type FolderFile, isLocal } from '../tables/folder.js';
import { readSidecar, type Sidecar } from './local-sidecar.js';

/** Finds the table that a sidecar describes. */
export const describedBy =
  ({ table, member }: Sidecar) =>
  ({ file, name }: { file: FolderFile; name: string }): boolean =>
    file === table && (member === undefined || name === member);

/** Sidecars of a folder's local tables. */
export interface Sidecars {
  readonly all: readonly Sidecar[];
  readonly errors: readonly InputError[];
  /** Files that are sidecars, sound or not. */
  readonly files: ReadonlySet<FolderFile>;
}

const stem = (path: string) => path.replace(/\.[^./]+$/, '').toLowerCase();

/** Where the sidecar of a local table would be. */
export const sidecarPath = (table: string) => table.replace(/\.[^./]+$/, '.yaml');

/** Reads every `NAME.yaml` in a folder called `local`. What is wrong with one is an error; the others are read. */
export async function readSidecars(files: readonly FolderFile[]): Promise<Sidecars> {
  const found = files.filter(({ path }) => isLocal(path) && /\.ya?ml$/i.test(path));
  const all: Sidecar[] = [];
  const errors: InputError[] = [];
  const owner = new Map<string, { file: string; line: number }>();
  for (const file of found) {
    try {
      const table = files.find(({ path }) => /\.csv$/i.test(path) && stem(path) === stem(file.path));
      if (table === undefined) {
        throw new InputError('This sidecar has no table beside it', {
          place: { file: file.path },
          expected: `a table called ${file.path.replace(/\.[^./]+$/, '.csv')}`,
          remedy: 'Put the table there, or take the sidecar away.',
        });
      }
      const sidecar = await readSidecar(file, table);
      const rival = all.find((other) => other.table === table)?.file;
      if (rival !== undefined) {
        throw new InputError(`The table ${table.path} has two sidecars`, {
          place: { file: file.path },
          expected: `no other than ${rival.path}`,
          remedy: 'Keep one.',
        });
      }
      for (const { id, line } of sidecar.variables) {
        const before = owner.get(id);
        if (before !== undefined) {
          throw new InputError(`"${id}" is described twice: in ${before.file} and in ${file.path}`, {
            place: { file: file.path, row: line },
            expected: 'a name of its own for every variable',
            remedy: `Rename one of the two; the other is in row ${before.line} of ${before.file}.`,
          });
        }
        owner.set(id, { file: file.path, line });
      }
      all.push(sidecar);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      errors.push(error);
    }
  }
  return { all, errors, files: new Set(found) };
}

/** An error for each variable of a download that describes itself which another file brings too. */
export function describedTwice(sidecars: readonly Sidecar[], downloads: readonly Sidecar[]): InputError[] {
  const owner = new Map(
    sidecars.flatMap(({ file, variables }) => variables.map(({ id }) => [id, file.path])),
  );
  const errors: InputError[] = [];
  for (const { file, variables } of downloads) {
    for (const { id } of variables) {
      const before = owner.get(id);
      owner.set(id, file.path);
      if (before === undefined) continue;
      errors.push(
        new InputError(`"${id}" is brought twice: by ${before} and by ${file.path}`, {
          place: { file: file.path },
          expected: 'one file a variable',
          remedy: 'Keep the one that you mean, and move the other out of the data folder.',
        }),
      );
    }
  }
  return errors;
}
