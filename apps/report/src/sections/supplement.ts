import { dependenceSentences } from '../language/likeness-words.js';
import { figures, heading, type PageFigure, paragraph, reason, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { alternativesView } from './tables/alternatives-table.js';
import { tableS1Views, tableS2Views } from './tables/coefficient-table.js';
import { conleyView, dependenceView } from './tables/dependence-tables.js';
import { furtherTable } from './tables/further-table.js';
import { reasonFor } from './tables/omissions-tables.js';

/** The paper’s supplementary tables, ours by other methods, and whatever no other section shows. */
export const supplement: Section = {
  id: 'supplement',
  heading: 'Appendix A: supplementary tables',
  series: 'A',
  ofStudy: true,
  shows: [
    'figure3.csv',
    'slopes.csv',
    'tableS2.csv',
    'inference.csv',
    'dependence.csv',
    'moran.csv',
    'conley.csv',
  ],
  applies: ofEngland,
  blocks(input) {
    const [behind, adjusted] = [tableS1Views(input), tableS2Views(input)];
    const other = tables(alternativesView(input));
    const alike = dependenceSentences(input);
    const [even, evenNeed] = ['hexagon-provision', 'figure2-hexagon'].map((one) =>
      input.figures.filter(({ id }) => id === one),
    ) as [PageFigure[], PageFigure[]];
    return [
      ...(even.length === 0
        ? []
        : [heading('Provision with every area at one size', 'even-provision'), ...figures(even)]),
      ...(evenNeed.length === 0
        ? []
        : [heading('Need with every area at one size', 'even-need'), ...figures(evenNeed)]),
      heading('Table S1: the numbers behind Figure 3', 'supplement-1'),
      ...(behind.length === 0
        ? [reason(`Table S1 holds the numbers behind Figure 3. ${reasonFor(input, 'Figure 3')}`)]
        : tables(...behind)),
      heading('Table S2: adjusted for the volume of need', 'supplement-2'),
      ...(adjusted.length === 0 || input.omissions.some(({ what }) => what.startsWith('Table S2 for'))
        ? [reason(reasonFor(input, 'Table S2'))]
        : []),
      ...tables(...adjusted),
      ...(other.length === 0 ? [] : [heading('Other methods'), ...other]),
      ...(alike === null
        ? []
        : [
            heading('How PCNs depend on one another', 'dependence'),
            paragraph(alike),
            ...tables(dependenceView(input), conleyView(input)),
          ]),
    ];
  },
  unshown: (rest, input) => [
    ...(rest.tables.length === 0 ? [] : [heading('Further tables', 'further-tables')]),
    ...tables(...rest.tables.map((one) => furtherTable(one, input))),
    ...(rest.figures.length === 0 ? [] : [heading('Further figures', 'further-figures')]),
    ...figures(rest.figures),
  ],
};
