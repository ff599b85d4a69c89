import { cautions } from '../language/caution-words.js';
import { mainAnswer } from '../language/main-answer.js';
import { mainPoints } from '../language/main-points.js';
import { definitions, figures, list, paragraph } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';

/** The first page: the answer, the main points, and one picture of what people have. */
export const summary: Section = {
  id: 'summary',
  heading: 'The answer',
  series: 'P',
  shows: ['need_fifths.csv', 'need_gaps.csv'],
  applies: ofEngland,
  blocks(input) {
    const prefix = input.data.synthetic ? 'In synthetic data:' : null;
    return [
      paragraph(mainAnswer(input), 'answer', prefix),
      list(mainPoints(input)),
      ...figures(figuresOf(input, 'need-fifths')),
      ...definitions('findings', cautions(input)),
      {
        kind: 'own-area',
        figures: [
          { id: 'icb-provision', text: 'ICBs are ranked in' },
          { id: 'figure1', text: 'sub-ICB locations are on the map of' },
        ],
      },
    ];
  },
};
