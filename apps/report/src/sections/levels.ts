import { levelsWords } from '../language/levels-words.js';
import { allTogether } from '../language/model-place-words.js';
import { definitions, figures, paragraph, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { levelsView, regionsView } from './tables/levels-tables.js';

/** Whether provision follows need within ICBs or between them, and whether it does so everywhere. */
export const levels: Section = {
  id: 'levels',
  heading: 'Where the slope lives',
  series: 'L',
  ofStudy: true,
  shows: ['within_between.csv', 'slope_variation.csv', 'region_slopes.csv'],
  applies: (input, scope) => ofEngland(input, scope) && levelsWords(input) !== null,
  blocks(input) {
    const words = levelsWords(input);
    if (words === null) return [];
    return [
      paragraph(
        `One slope for ${allTogether(input.study)} adds up two things: whether, inside an ICB, PCNs with more need have more provision, and whether ICBs with more need do. And it takes both as the same everywhere. Neither has to be so. This is of ${words.when}.`,
        null,
        words.prefix,
      ),
      ...definitions('findings', words.said),
      ...figures(figuresOf(input, 'region-slopes')),
      ...tables(levelsView(input), regionsView(input)),
    ];
  },
};
