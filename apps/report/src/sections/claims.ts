import { reason, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { claimsView } from './tables/published-tables.js';

/** The paper’s claims, held against the run. */
export const claims: Section = {
  id: 'claims',
  heading: 'The paper’s claims',
  series: '4',
  shows: ['published_claims.csv'],
  applies: ofEngland,
  blocks(input) {
    const view = claimsView(input);
    return view === null
      ? [
          reason(
            'This study names no publication to stand beside, or nothing in it can be held against this run.',
          ),
        ]
      : tables(view);
  },
};
