import { keptTables, paragraph } from './block.js';
import type { Section } from './section.js';
import { absentView, omissionsView } from './tables/omissions-tables.js';

/** What the study asks for and the run leaves out. */
export const omissions: Section = {
  id: 'omissions',
  heading: 'What is left out',
  series: '5',
  shows: [],
  blocks(input) {
    const view = omissionsView(input);
    return [
      ...(view === null ? [paragraph('Nothing that the study asks for is left out.')] : []),
      ...keptTables(view, absentView(input)),
    ];
  },
};
