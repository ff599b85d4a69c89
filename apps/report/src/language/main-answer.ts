import type { ReportInput } from '../report-input.js';
import { associations } from './association.js';
import { answer } from './association-words.js';
import { afterAllowing, behind, unadjustedGrades } from './declared-words.js';
import { headline } from './headline.js';
import { answeredStudy, mainAssociations } from './main-associations.js';
import { shortAnswer } from './short-answer.js';

/**
 * The answer in a few sentences: of the declared model where the study declares one, under what it holds, and with the
 * grades of the unadjusted association behind it.
 */
export function mainAnswer(input: ReportInput): string {
  const all = mainAssociations(input);
  const study = answeredStudy(input, all);
  const own = behind(afterAllowing(all, input), answer(all, study), study);
  const unadjusted = unadjustedGrades(all, associations(input), input);
  return unadjusted === null ? own : `${own} ${unadjusted}`;
}

/** The finding as a title, of the declared model where the study declares one. */
export function mainHeadline(input: ReportInput): string {
  const all = mainAssociations(input);
  const study = answeredStudy(input, all);
  return behind(afterAllowing(all, input), headline(all, study), study);
}

/** The answer by the headline need in one sentence, with its uncertainty; of a declared model, under what it holds. */
export function mainShortAnswer(input: ReportInput): string {
  const all = mainAssociations(input);
  return shortAnswer(all, answeredStudy(input, all), afterAllowing(all, input), associations(input));
}
