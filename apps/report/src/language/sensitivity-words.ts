import type { ReportInput } from '../report-input.js';
import {
  countsSentence,
  jointSentence,
  multiverseAnswer,
  needSentences,
  significanceSentence,
  spreadSentence,
} from './multiverse-words.js';
import { placesSentences, unmeasuredSentences, unreportedSentences } from './robustness-words.js';
import type { Said } from './said.js';
import { syntheticNotice } from './words.js';

/** What the section on choices says in words; null where only the study was run. */
export function sensitivityWords(input: ReportInput) {
  const { multiverse, robustness, data, study } = input;
  if (multiverse === null || robustness === null) return null;
  const item = (label: string, text: string | null): Said[] => (text === null ? [] : [{ label, text }]);
  return {
    prefix: data.synthetic ? `${syntheticNotice}:` : null,
    answer: multiverseAnswer(multiverse, data.panel, study),
    counts: countsSentence(multiverse),
    needs: needSentences(multiverse, data.panel),
    others: [
      ...item('Which choice', spreadSentence(multiverse)),
      ...item('Significance', significanceSentence(multiverse, data.panel)),
      ...item('Taken together', jointSentence(multiverse, data.panel, study)),
      ...item('Not reported', unreportedSentences(robustness, input)),
      ...item('Not measured', unmeasuredSentences(robustness, input)),
      ...item('Few places', placesSentences(robustness, input)),
    ],
  };
}
