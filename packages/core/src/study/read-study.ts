import { type DeclaredStudy, readYaml } from '@inverse-care/domain';
import { studySchema } from './study-schema.js';

/**
 * Reads a study file.
 * @param text YAML.
 * @param file how to call it in errors.
 * @throws InputError that names the line, with what was expected.
 */
export function readStudy(text: string, file: string): DeclaredStudy {
  return readYaml(text, {
    file,
    noun: 'study',
    schema: studySchema,
    empty: 'The study file holds no study.',
    expected: 'keys such as study, title, snapshots and needs',
    remedy: 'Start from one of the files in studies/.',
  }).value;
}
