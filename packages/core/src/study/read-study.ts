import {
  closest,
  type DeclaredStudy,
  faultAsError,
  modelFaults,
  modelOptions,
  placeGroups,
  readYaml,
} from '@inverse-care/domain';
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
  return nearestWord(at, word);
}

/** Keys whose words stand beside other forms, so that the schema itself does not tell them. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  'model.outcome': modelOptions.outcome,
  'model.covariates': modelOptions.covariates,
  'model.errors': modelOptions.errors,
  by: placeGroups,
};

function nearestWord(at: string, word: string): string | undefined {
  const meant = word === '' ? undefined : closest(word, wordsOf[at] ?? []);
  return meant === undefined ? undefined : `Write "${meant}" if that is what was meant.`;
}

/**
 * Reads a study file, and judges its model, places and times by what official variables measure.
 * @param text YAML.
 * @param file how to call it in errors.
 * @throws InputError that names the line and column, with what was expected.
 */
export function readStudy(text: string, file: string): DeclaredStudy {
  const { value, placeOf } = readYaml(text, {
    file,
    noun: 'study',
    schema: studySchema,
    empty: 'The study file holds no study.',
    expected: 'keys such as study, title, snapshots and needs',
    remedy: 'Write one with `inverse-care new`, or start from one of the files in studies/.',
    meant: meantElsewhere,
  });
  const [fault] = modelFaults(value);
  if (fault !== undefined) throw faultAsError(fault, placeOf(fault.path));
  return value;
}
