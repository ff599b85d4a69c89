import { rolesWords } from '../language/roles-words.js';
import { definitions, figures, paragraph, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { leagueView, roleGradientsView } from './tables/role-tables.js';

/** Whether what is found of the study's role is found of every role. */
export const everyRole: Section = {
  id: 'roles',
  heading: 'All roles',
  series: 'H',
  shows: ['roles.csv', 'role_gradients.csv', 'role_claims.csv'],
  applies: (input, scope) => ofEngland(input, scope) && rolesWords(input) !== null,
  blocks(input) {
    const words = rolesWords(input);
    if (words === null) return [];
    return [
      paragraph(words.when),
      ...definitions('findings', words.said),
      ...figures(figuresOf(input, 'role-slopes')),
      ...tables(leagueView(input), roleGradientsView(input)),
    ];
  },
};
