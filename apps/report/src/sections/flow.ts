import { type Block, figures, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { flowView } from './tables/flow-table.js';

/** Who is counted: practices and PCNs from the files to the regressions. */
export const flow: Section = {
  id: 'flow',
  heading: 'From the files to the regressions',
  series: 'F',
  ofStudy: true,
  shows: ['flow.csv'],
  applies: (input, scope) => ofEngland(input, scope) && figuresOf(input, 'flow').length > 0,
  blocks: (input): Block[] => [...figures(figuresOf(input, 'flow')), ...tables(flowView(input))],
};
