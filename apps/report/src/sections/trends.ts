import { trendWords } from '../language/trend-words.js';
import { definitions, figures, paragraph, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { changesView, slopesView } from './tables/trend-tables.js';

/** How differences changed over the snapshots, in FTE and as a share of a mean that grew. */
export const trends: Section = {
  id: 'trends',
  heading: 'In absolute and in relative terms, over time',
  series: 'T',
  ofStudy: true,
  shows: ['trends.csv', 'trend_tests.csv', 'breaks.csv'],
  applies: (input, scope) => ofEngland(input, scope) && trendWords(input).length > 0,
  blocks(input) {
    return [
      paragraph(
        'Provision itself changed over the snapshots, so a difference in FTE and the same difference as a share of mean provision can go opposite ways. Both are told throughout.',
      ),
      ...definitions('findings', trendWords(input)),
      ...figures(figuresOf(input, 'trends')),
      ...tables(slopesView(input), changesView(input)),
    ];
  },
};
