import { type DeclaredStudy, readYaml } from '@inverse-care/domain';
import { studySchema } from './study-schema.js';

const areas = ['icb', 'sub_icb'];
const clusterings = [...areas, 'cr0', 'cr1', 'cr2', 'cr3', 'cluster', 'conley', 'conley_km'];

/** What was meant by how PCNs depend where the kind of covariance is asked for, and the other way round. */
function meantElsewhere(path: readonly PropertyKey[], given: unknown): string | undefined {
  const word = typeof given === 'string' ? given.toLowerCase() : '';
  const at = path.join('.');
  if (at === 'inference.covariance' && clusterings.includes(word)) {
    const area = areas.includes(word) ? word : 'icb';
    return `Write "dependence: ${area}" below "inference" (its default is icb) for conclusions that allow for PCNs of one ${area === 'icb' ? 'ICB' : 'sub-ICB location'} to be alike; of the multiverse's specifications "errors: [${area}]" has such errors, and so has "--set errors=${area}". "covariance" is the paper's kind beside it.`;
  }
  if (at === 'inference.dependence' && /^hc[0-3]$/.test(word))
    return `Write "covariance: ${word.toUpperCase()}" below "inference" if that is what was meant, and "dependence: none" where PCNs are to count as independent.`;
  return undefined;
}

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
    remedy: 'Write one with `inverse-care new`, or start from one of the files in studies/.',
    meant: meantElsewhere,
  }).value;
}
