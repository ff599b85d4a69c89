import { figures } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';

/** What people have where need is least and where it is greatest; not of one specification, which has no such figure. */
export const have: Section = {
  id: 'have',
  heading: 'What people have',
  series: 'P',
  shows: ['need_fifths.csv', 'need_gaps.csv'],
  applies: (input, scope) => ofEngland(input, scope) && figuresOf(input, 'need-fifths').length > 0,
  blocks: (input) => figures(figuresOf(input, 'need-fifths')),
};
