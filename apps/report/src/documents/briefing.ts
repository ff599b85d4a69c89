import { briefingWords } from '../language/briefing-words.js';
import { asked } from '../sections/about.js';
import { answer } from '../sections/answer.js';
import { heading, list } from '../sections/block.js';
import { certainty } from '../sections/certainty.js';
import { grades } from '../sections/grades.js';
import { firstLimits } from '../sections/limits.js';
import { meaning } from '../sections/meaning.js';
import { change, where } from '../sections/one-figure.js';
import { attributions } from '../sections/tables/sources-tables.js';
import type { Document } from './document.js';

/**
 * At most four pages in print: the question, the answer, one map, Figure 3, what it means and does not mean, and how
 * sure it is.
 */
export const briefing: Document = {
  name: 'briefing',
  kind: 'Briefing',
  title: (input) => briefingWords(input).headline,
  skip: { to: 'answer', text: 'Skip to the answer' },
  contents: false,
  sections: [asked, answer, where, change, grades, meaning, firstLimits, certainty],
  closing: (input) => ({
    text: 'All tables, figures, methods and definitions are in the full report (report.html, report.pdf), and every number in results/.',
    blocks: [heading('Sources', null, 2), list(attributions(input), 'sources')],
  }),
};
