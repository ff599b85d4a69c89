import { distribution, inference, table1 } from '@inverse-care/core/tables';
import { needWords } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { associations } from './association.js';
import { snapshotsSentence } from './association-words.js';
import { fewClustersSentence, paperWaySentence } from './dependence-words.js';
import { headline } from './headline.js';
import { otherMethodsSentence } from './other-methods.js';
import { correctedSentence, trendSentence } from './over-time.js';
import { paperSentence } from './paper.js';
import { precisionSentence } from './precision.js';
import { reportingSentence } from './reporting.js';
import { togetherOf } from './rows.js';
import type { Said } from './said.js';
import { otherMeasures, shortAnswer } from './short-answer.js';
import { bothTrendsSentence } from './trend-words.js';

/** All sentences of the briefing. Each is made from the rows that the tables print. */
export interface BriefingWords {
  headline: string;
  answer: string;
  others: string | null;
  means: string[];
  sure: Said[];
}

/** Chooses the briefing's words by the results. */
export function briefingWords(input: ReportInput): BriefingWords {
  const { study, tables, data } = input;
  const all = associations(input);
  const [first] = all;
  const joint = togetherOf(first?.need, input);
  const mean =
    tables.rows(table1).find(({ snapshot }) => snapshot === first?.last.snapshot)?.per_10k_mean ?? null;
  const kept = (sentences: (string | null)[]) => sentences.filter((one) => one !== null);
  const item = (label: string, ...sentences: (string | null)[]): Said[] => {
    const text = kept(sentences).join(' ');
    return text === '' ? [] : [{ label, text }];
  };
  return {
    headline: headline(all, study),
    answer: shortAnswer(all, study),
    others: otherMeasures(all, study),
    means:
      first === undefined
        ? []
        : kept([
            precisionSentence(first, joint, mean),
            snapshotsSentence(first),
            bothTrendsSentence(first.need, input) ?? trendSentence(first, joint, study),
          ]),
    sure: [
      ...(first === undefined
        ? []
        : [
            ...item(
              'Chance',
              paperWaySentence(first, study),
              fewClustersSentence(first, study),
              correctedSentence(first, joint, study),
            ),
            ...item('Method', otherMethodsSentence(first, tables.rows(inference))),
            ...item(
              'Measure of need',
              `Need here is ${first.name}.`,
              needWords(data.panel, first.need).caution(study),
            ),
          ]),
      ...item('Reporting', reportingSentence(tables.rows(distribution), study)),
      ...item('The paper', paperSentence(all, input)),
    ],
  };
}
