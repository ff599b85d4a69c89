import { readFile } from 'node:fs/promises';
import { readStudy } from '@inverse-care/core/study';
import { type DeclaredStudy, InputError } from '@inverse-care/domain';

/** Reads a study file from disk. Throws InputError where it cannot be read or used. */
export async function readStudyFile(file: string): Promise<{ study: DeclaredStudy; text: string }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const folder = (error as NodeJS.ErrnoException).code === 'EISDIR';
    throw new InputError(folder ? 'The study is a folder.' : 'There is no study file at that path.', {
      place: { file },
      expected: 'a YAML file such as studies/wilding-2024.yaml',
      remedy: 'Check the path given to --study.',
    });
  }
  return { study: readStudy(text, file), text };
}
