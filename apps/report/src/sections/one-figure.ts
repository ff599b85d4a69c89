import { figures, reason } from './block.js';
import { ofEngland, type Section } from './section.js';
import { reasonFor } from './tables/omissions-tables.js';

/** A section of a single figure of the paper’s, or why it is not there. */
const oneFigure = (
  section: Pick<Section, 'id' | 'heading' | 'shows'>,
  figure: { id: string; name: string },
): Section => ({
  ...section,
  applies: (input, scope) =>
    ofEngland(input, scope) && (figure.id !== 'figure3' || input.kind !== 'specification'),
  blocks(input) {
    const shown = input.figures.filter(({ id }) => id === figure.id);
    return shown.length === 0 ? [reason(reasonFor(input, figure.name))] : figures(shown);
  },
});

/** Where the staff are: the map. */
export const where = oneFigure(
  { id: 'where', heading: 'Where the staff are', shows: ['figure1.csv'] },
  { id: 'figure1', name: 'Figure 1' },
);

/** How the association moved: the coefficients of the headline need. */
export const change = oneFigure(
  {
    id: 'change',
    heading: 'Provision and need, snapshot by snapshot',
    shows: ['figure3.csv', 'slopes.csv', 'joint.csv'],
  },
  { id: 'figure3', name: 'Figure 3' },
);
