import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { locateInStudy, readStudy } from '@inverse-care/core/study';
import { closest, type DeclaredStudy, InputError } from '@inverse-care/domain';

/** A study as its file declares it. */
export interface DeclaredFile {
  study: DeclaredStudy;
  text: string;
  /** The path that was given, for errors. */
  file: string;
}

/** The study file beside one that is not there whose name is closest to it. */
async function meantFile(file: string): Promise<string | undefined> {
  const names = await readdir(path.dirname(file)).catch(() => []);
  const meant = closest(
    path.basename(file),
    names.filter((name) => /\.ya?ml$/i.test(name)),
  );
  return meant && path.join(path.dirname(file), meant);
}

/** Reads a study file from disk. Throws InputError where it cannot be read or used. */
export async function readStudyFile(file: string): Promise<DeclaredFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const folder = (error as NodeJS.ErrnoException).code === 'EISDIR';
    const meant = folder ? undefined : await meantFile(file);
    throw new InputError(folder ? 'The study is a folder.' : 'There is no study file at that path.', {
      place: { file },
      expected: 'a YAML file such as studies/wilding-2024.yaml',
      remedy:
        meant === undefined
          ? 'Check the path given to --study, or write a study with `inverse-care new`.'
          : `Write "${meant}" if that is what was meant.`,
    });
  }
  return { study: readStudy(text, file), text, file };
}

/** Does something with a study; an error about a key of it that only the data could tell gets its line and column. */
export async function inStudy<T>({ text, file }: DeclaredFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw locateInStudy(error, text, file);
  }
}
