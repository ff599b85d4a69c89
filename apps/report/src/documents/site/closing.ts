import { whereWords } from '../../language/model-place-words.js';
import { heading, sources } from '../../sections/block.js';
import type { SectionInput } from '../../sections/section.js';
import { attributions } from '../../sections/tables/sources-tables.js';

/** What stands at the foot of every page of a site. */
export function closing(input: SectionInput) {
  const where = whereWords(input.study, input);
  return {
    text: `Of the study “${input.study.title}”: how every number is made, what is not known and what it does not mean is in its report.${where === null ? '' : ` ${where}`}`,
    blocks: [heading('Sources', null, 2), sources(attributions(input))],
  };
}
