import { distribution } from '@inverse-care/core/tables';
import type { ReportInput } from '../report-input.js';
import { associations } from './association.js';
import { apartWords } from './disagreement-words.js';
import { gapSentence, lastGaps } from './fifths-words.js';
import { growth } from './findings-words.js';
import { whereWords } from './model-place-words.js';
import { declaredPoint } from './model-words.js';
import { comparedSentence } from './paper.js';
import { reportingSentence } from './reporting.js';

/**
 * The main points of a run, at most five: growth, people, measures, reporting, the paper; and before them where the study
 * looks and what model it declares, where it does.
 */
export function mainPoints(input: ReportInput): string[] {
  const { tables, study } = input;
  const [gap] = lastGaps(input);
  return [
    whereWords(study, input),
    declaredPoint(input),
    growth(input),
    gap === undefined ? null : gapSentence(gap, input),
    apartWords(input),
    reportingSentence(tables.rows(distribution), study),
    comparedSentence(associations(input), input),
  ].filter((one) => one !== null);
}
