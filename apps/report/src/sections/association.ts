import { figures, keptTables, paragraph, reason, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { jointView } from './tables/joint-table.js';
import { reasonFor } from './tables/omissions-tables.js';
import { headlineNote, headlineView } from './tables/published-tables.js';
import { slopesView } from './tables/slopes-table.js';

/** Whether provision follows need, snapshot by snapshot and over all of them. */
export const association: Section = {
  id: 'association',
  heading: 'Provision and need',
  series: '3',
  ofStudy: true,
  shows: [
    'figure3.csv',
    'slopes.csv',
    'fitted_lines.csv',
    'joint.csv',
    'joint_tests.csv',
    'joint_needs.csv',
    'published_numbers.csv',
  ],
  applies: ofEngland,
  blocks(input) {
    const headline = headlineView(input);
    const shown = figuresOf(input, 'figure3', 'scatter');
    const lines = shown.filter(({ id }) => id.startsWith('figure3'));
    const rest = shown.slice(2);
    const together = keptTables(jointView(input), headline);
    // Two figures of coefficients fill a printed page; one shares its page with a table.
    const paired = lines.length > 2 && lines.length % 2 === 0;
    return [
      ...(shown.some(({ id }) => id === 'figure3') ? [] : [reason(reasonFor(input, 'Figure 3'))]),
      ...figures(shown.slice(0, 1)),
      ...tables(slopesView(input)),
      ...figures(shown.slice(1, 2)),
      ...(paired
        ? [...figures(lines.slice(2)), ...together, ...figures(rest.filter((one) => !lines.includes(one)))]
        : [...together, ...figures(rest)]),
      ...(headline === null && input.study.compare_with !== undefined
        ? [paragraph(`${headlineNote} This run has no such coefficient to set beside it.`)]
        : []),
    ];
  },
};
