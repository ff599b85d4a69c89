import { paragraph, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { specificationView } from './tables/specification-table.js';

/** The one specification that a run is of: what it found, and its choices. */
export const specification: Section = {
  id: 'specification',
  heading: 'This specification',
  series: 'R',
  shows: ['multiverse.csv', 'multiverse_effects.csv', 'multiverse_summary.csv', 'multiverse_omitted.csv'],
  applies: (input, scope) => input.kind === 'specification' && ofEngland(input, scope),
  blocks(input) {
    const view = specificationView(input);
    if (view === null) return [];
    return [paragraph(view.answer, 'answer', view.prefix), ...tables(view.table)];
  },
};
