import type { ReportInput } from '../report-input.js';
import { rest, setting } from './cells.js';
import {
  countsSentence,
  jointSentence,
  multiverseAnswer,
  needSentences,
  significanceSentence,
  spreadSentence,
} from './multiverse-words.js';
import { level } from './numbers.js';
import { placeboSentences } from './placebo-words.js';
import { needErrorSentences, quantileSentences } from './quantile-words.js';
import { placesSentences, unmeasuredSentences, unreportedSentences } from './robustness-words.js';
import type { Said } from './said.js';
import { syntheticNotice } from './words.js';

/** What the section on choices says in words; null where only the study was run. */
export function sensitivityWords(input: ReportInput) {
  if (input.kind !== 'sensitivity') return null;
  const item = (label: string, text: string | null): Said[] => (text === null ? [] : [{ label, text }]);
  return {
    prefix: input.data.synthetic ? `${syntheticNotice}:` : null,
    answer: multiverseAnswer(input),
    counts: countsSentence(input),
    needs: needSentences(input),
    others: [
      ...item('Which choice', spreadSentence(input)),
      ...item('Significance', significanceSentence(input)),
      ...item('Taken together', jointSentence(input)),
      ...item('Not reported', unreportedSentences(input)),
      ...item('Not measured', unmeasuredSentences(input)),
      ...item('Few places', placesSentences(input)),
      ...item('Quantiles', quantileSentences(input)),
      ...item('Error in need', needErrorSentences(input)),
      ...item(
        `What a ${level(rest(setting(input.study, 'inference', 'level')))} test is`,
        placeboSentences(input),
      ),
    ],
  };
}
