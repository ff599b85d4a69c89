import { limitsView } from '../language/methods-words.js';
import { smallNumbersWords } from '../language/small-numbers-words.js';
import { heading, list, paragraph } from './block.js';
import type { Section } from './section.js';

/** What the results do not show. */
export const limits: Section = {
  id: 'limits',
  heading: 'What this does not show',
  shows: [],
  blocks: (input) => [
    list(limitsView(input)),
    heading('Small numbers and fairness', 'small-numbers'),
    paragraph(smallNumbersWords(input)),
  ],
};

/** Limits that a briefing names; the report has them all. */
const named = 3;

/** The first of the limits, for a short document. */
export const firstLimits: Section = {
  id: 'limits',
  heading: 'What it does not mean',
  shows: [],
  blocks: (input) => [list(limitsView(input).slice(0, named))],
};
