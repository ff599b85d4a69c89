import { fifthsParagraph } from '../language/fifths-words.js';
import { paragraph, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { gapsView } from './tables/gaps-table.js';

/** What people have where need is least and where it is greatest, before any regression; the picture is on the first page. */
export const people: Section = {
  id: 'people',
  heading: 'What people have, by fifth of need',
  series: 'P',
  shows: ['need_fifths.csv', 'need_gaps.csv'],
  applies: (input, scope) => fifthsParagraph(input) !== null && ofEngland(input, scope),
  blocks(input) {
    const words = fifthsParagraph(input);
    return [...(words === null ? [] : [paragraph(words)]), ...tables(gapsView(input))];
  },
};
