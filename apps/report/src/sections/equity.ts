import { equityWords } from '../language/equity-words.js';
import { definitions, figures, paragraph, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { indicesView, outsideView, shortfallView } from './tables/equity-tables.js';

/** How unequal provision is, who is outside what size and need lead to expect, and what would level it. */
export const equity: Section = {
  id: 'equity',
  heading: 'Equity',
  series: 'Q',
  shows: [
    'inequality.csv',
    'concentration_curves.csv',
    'funnel.csv',
    'funnel_summary.csv',
    'shortfall.csv',
    'shortfall_icb.csv',
    'caseload.csv',
  ],
  applies: (input, scope) => ofEngland(input, scope) && equityWords(input) !== null,
  blocks(input) {
    const words = equityWords(input);
    if (words === null) return [];
    return [
      paragraph(words.when),
      ...definitions('findings', words.said),
      ...figures(figuresOf(input, 'share-curves', 'funnel')),
      ...tables(indicesView(input), outsideView(input), shortfallView(input)),
    ];
  },
};
