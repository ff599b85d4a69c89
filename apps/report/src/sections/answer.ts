import { briefingWords } from '../language/briefing-words.js';
import { paragraph, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { briefGradesView } from './tables/grades-table.js';

/** The answer in one sentence, and what other measures of need say. */
export const answer: Section = {
  id: 'answer',
  heading: 'The answer',
  series: 'G',
  shows: ['findings.csv', 'figure3.csv', 'slopes.csv'],
  applies: ofEngland,
  blocks(input) {
    const words = briefingWords(input);
    const prefix = input.data.synthetic ? 'In synthetic data:' : null;
    return [
      paragraph(words.answer, 'answer', prefix),
      ...(words.others === null ? [] : [paragraph(words.others)]),
      ...tables(briefGradesView(input)),
    ];
  },
};
