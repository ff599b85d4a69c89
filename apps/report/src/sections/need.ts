import { disagreementWords } from '../language/disagreement-words.js';
import { figures, heading, paragraph, reason, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { reasonFor } from './tables/omissions-tables.js';
import { characteristicsView, table2View } from './tables/table2.js';

/** Where need is, and what goes with it. */
export const need: Section = {
  id: 'need',
  heading: 'Need',
  series: '2',
  shows: ['figure2.csv', 'table2.csv', 'characteristics.csv', 'correlations.csv', 'published_numbers.csv'],
  applies: ofEngland,
  blocks(input) {
    const table2 = table2View(input);
    const shown = input.figures.filter(({ id }) => id === 'figure2');
    const why = disagreementWords(input);
    const map = shown.length === 0 ? [reason(reasonFor(input, 'Figure 2'))] : figures(shown);
    return [
      ...(table2 === null
        ? [reason(reasonFor(input, 'Table 2')), ...map, ...tables(characteristicsView(input))]
        : [...map, ...tables(table2)]),
      ...(why === null ? [] : [heading('Why measures of need disagree', 'disagreement'), paragraph(why)]),
      ...figures(figuresOf(input, 'need-correlations')),
    ];
  },
};
