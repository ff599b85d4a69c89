import { findingsView } from '../language/findings-words.js';
import { definitions, heading, type PlainBlock, paragraph } from './block.js';
import { ofEngland, type Section } from './section.js';

const under = (text: string, blocks: PlainBlock[]) => (blocks.length === 0 ? [] : [heading(text), ...blocks]);

/** The answer, need by need, and what else the numbers say. */
export const findings: Section = {
  id: 'findings',
  heading: 'Findings',
  shows: ['table1.csv', 'figure3.csv', 'slopes.csv', 'published_numbers.csv'],
  applies: ofEngland,
  blocks(input) {
    const { prefix, answer, needs, others } = findingsView(input);
    return [
      paragraph(answer, 'answer', prefix),
      ...under('Need by need', definitions('findings', needs)),
      ...under('The staff and the files', definitions('findings', others)),
    ];
  },
};
