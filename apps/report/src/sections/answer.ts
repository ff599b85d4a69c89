import { briefingWords } from '../language/briefing-words.js';
import { paragraph } from './block.js';
import { ofEngland, type Section } from './section.js';

/** The answer in one sentence, and what other measures of need say. */
export const answer: Section = {
  id: 'answer',
  heading: 'The answer',
  shows: ['figure3.csv', 'slopes.csv', 'model_findings.csv'],
  applies: ofEngland,
  blocks(input) {
    const words = briefingWords(input);
    const prefix = input.data.synthetic ? 'In synthetic data:' : null;
    return [
      paragraph(words.answer, 'answer', prefix),
      ...(words.others === null ? [] : [paragraph(words.others)]),
    ];
  },
};
