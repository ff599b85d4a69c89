import { papersClaims } from '../beside-paper.js';
import { reason, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { reasonFor } from './tables/omissions-tables.js';
import { claimsView } from './tables/published-tables.js';

/** The paper’s claims, held against the run. */
export const claims: Section = {
  id: 'claims',
  heading: 'The paper’s claims',
  series: '4',
  ofStudy: true,
  shows: ['published_claims.csv'],
  applies: ofEngland,
  blocks(input) {
    const view = claimsView(input);
    if (view !== null) return tables(view);
    const dropped = input.omissions.some(({ what }) => what === papersClaims);
    return [
      reason(
        dropped
          ? reasonFor(input, papersClaims)
          : 'This study names no publication to stand beside, or nothing in it can be held against this run.',
      ),
    ];
  },
};
