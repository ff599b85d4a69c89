import { populationSentences } from '../language/population-words.js';
import { figures, heading, paragraph, reason, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { reasonFor } from './tables/omissions-tables.js';
import { populationView } from './tables/population-table.js';
import { table1View } from './tables/table1.js';

/** How many there are, when and where. */
export const provision: Section = {
  id: 'provision',
  heading: 'Provision',
  series: '1',
  shows: [
    'table1.csv',
    'figure1.csv',
    'distribution.csv',
    'icb_provision.csv',
    'reporting.csv',
    'ranks.csv',
    'population.csv',
    'published_numbers.csv',
  ],
  applies: ofEngland,
  blocks(input) {
    const table1 = table1View(input);
    const who = populationView(input);
    const words = populationSentences(input);
    const shown = figuresOf(input, 'figure1', 'hexagon-provision', 'distribution', 'icb-provision');
    return [
      ...(table1 === null ? [reason(reasonFor(input, 'Table 1'))] : tables(table1)),
      ...(shown.some(({ id }) => id === 'figure1') ? [] : [reason(reasonFor(input, 'Figure 1'))]),
      ...figures(shown),
      ...(words === null ? [] : [heading('Which PCNs are counted'), paragraph(words), ...tables(who)]),
    ];
  },
};
