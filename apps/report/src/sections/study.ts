import { code, paragraph } from './block.js';
import type { Section } from './section.js';

/** How to make the run again. */
export const study: Section = {
  id: 'study',
  heading: 'Appendix D: study file and how to repeat this',
  shows: [],
  blocks: ({ version, command, studyText }) => [
    paragraph(`With inverse-care ${version} this command makes the report again:`, 'keep'),
    code(command),
    ...(studyText === '' ? [] : [paragraph('The study file:', 'keep'), code(studyText)]),
  ],
};
