import { growth } from '../language/findings-words.js';
import { populationSentences } from '../language/population-words.js';
import { type Block, figures, heading, paragraph, reason, tables } from './block.js';
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
    'rank_ranges.csv',
    'population.csv',
    'published_numbers.csv',
  ],
  applies: ofEngland,
  blocks(input) {
    const table1 = table1View(input);
    const who = populationView(input);
    const words = populationSentences(input);
    const [map, spread, ranking] = ['figure1', 'distribution', 'icb-provision'].map((id) =>
      figures(figuresOf(input, id)),
    ) as [Block[], Block[], Block[]];
    const shownMap = map.length > 0 ? map : [reason(reasonFor(input, 'Figure 1'))];
    const grew = growth(input);
    return [
      ...(grew === null ? [] : [paragraph(grew, 'keep')]),
      ...(table1 === null ? [reason(reasonFor(input, 'Table 1'))] : tables(table1)),
      ...shownMap,
      // On a printed page the map leaves room for a text and a table that may go on to the next. Without them the
      // ranking, which fills a page, comes before the figure that does not.
      ...(words === null
        ? [...ranking, ...spread]
        : [heading('Which PCNs are counted'), paragraph(words), ...tables(who), ...spread, ...ranking]),
    ];
  },
};
