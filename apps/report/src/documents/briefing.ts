import { briefingWords } from '../language/briefing-words.js';
import { asked } from '../sections/about.js';
import { answer } from '../sections/answer.js';
import { heading, sources } from '../sections/block.js';
import { certainty } from '../sections/certainty.js';
import { grades } from '../sections/grades.js';
import { have } from '../sections/have.js';
import { firstLimits } from '../sections/limits.js';
import { meaning } from '../sections/meaning.js';
import { attributions } from '../sections/tables/sources-tables.js';
import type { Document } from './document.js';

/**
 * For who reads two pages: the question, the answer, what people have, the grade by every measure of need, what it
 * means and does not mean, and how sure it is. Maps and snapshots are in the report.
 */
export const briefing: Document = {
  name: 'briefing',
  kind: 'Briefing',
  title: (input) => briefingWords(input).headline,
  skip: { to: 'answer', text: 'Skip to the answer' },
  contents: false,
  sections: [asked, answer, have, grades, meaning, firstLimits, certainty],
  closing: (input) => ({
    text: 'All tables, figures, methods and definitions are in the full report (report.html, report.pdf), and every number in results/.',
    blocks: [heading('Sources', null, 2), sources(attributions(input))],
  }),
};
