import { briefingWords } from '../language/briefing-words.js';
import { definitions, paragraph } from './block.js';
import { ofEngland, type Section } from './section.js';

/** How sure the answer is: chance, method, measure, reporting, the paper. */
export const certainty: Section = {
  id: 'certainty',
  heading: 'How sure this is',
  shows: ['figure3.csv', 'slopes.csv', 'joint.csv', 'inference.csv', 'table1.csv', 'published_numbers.csv'],
  applies: ofEngland,
  blocks(input) {
    const { sure } = briefingWords(input);
    return sure.length === 0 ? [paragraph('There is no result to judge.')] : definitions('findings', sure);
  },
};
