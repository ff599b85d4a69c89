import { type Block, paragraph, reason, tables } from './block.js';
import type { Section } from './section.js';
import { dataCheckView } from './tables/data-check-tables.js';

/** What the data were like: what was there, who reported, and what was found in them. */
export const dataCheck: Section = {
  id: 'data-check',
  heading: 'Appendix B: the data, what was there',
  series: 'B',
  shows: [],
  blocks(input) {
    const view = dataCheckView(input);
    if (view === null)
      return [reason('This panel was not built from files: nothing is on record about them.')];
    return [
      paragraph(view.summary, 'keep'),
      ...tables(view.coverage, view.reporting),
      ...view.groups.map((finding): Block => ({ kind: 'data-finding', finding })),
    ];
  },
};
