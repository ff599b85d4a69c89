import type { ReportInput } from '../report-input.js';
import { associations } from './association.js';
import { answer } from './association-words.js';
import { afterAllowing, behind, unadjustedGrades } from './declared-words.js';
import { headline } from './headline.js';
import { mainAssociations } from './main-associations.js';
import { shortAnswer } from './short-answer.js';

/**
 * The answer in a few sentences: of the declared model where the study declares one, under what it holds, and with the
 * grades of the unadjusted association behind it.
 */
export function mainAnswer(input: ReportInput): string {
  const all = mainAssociations(input);
  const own = behind(afterAllowing(all, input), answer(all, input.study), input.study);
  const unadjusted = unadjustedGrades(all, associations(input));
  return unadjusted === null ? own : `${own} ${unadjusted}`;
}

/** The finding as a title, of the declared model where the study declares one. */
export function mainHeadline(input: ReportInput): string {
  const all = mainAssociations(input);
  return behind(afterAllowing(all, input), headline(all, input.study), input.study);
}

/** The answer by the headline need in one sentence, with its uncertainty; of a declared model, under what it holds. */
export function mainShortAnswer(input: ReportInput): string {
  const all = mainAssociations(input);
  return shortAnswer(all, input.study, afterAllowing(all, input), associations(input));
}
