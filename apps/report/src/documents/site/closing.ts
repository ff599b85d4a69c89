import { heading, sources } from '../../sections/block.js';
import type { SectionInput } from '../../sections/section.js';
import { attributions } from '../../sections/tables/sources-tables.js';

/** What stands at the foot of every page of a site. */
export const closing = (input: SectionInput) => ({
  text: `Of the study “${input.study.title}”: how every number is made, what is not known and what it does not mean is in its report.${input.study.where === undefined ? '' : ' “England” is here no more than the places that the study looks at.'}`,
  blocks: [heading('Sources', null, 2), sources(attributions(input))],
});
