import { distribution, findings, table1 } from '@inverse-care/core/tables';
import { needWords } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type Association, associations } from './association.js';
import { snapshotsSentence } from './association-words.js';
import { cited } from './cells.js';
import { afterAllowing, behind, overSnapshots } from './declared-words.js';
import { fewClustersSentence, paperWaySentence } from './dependence-words.js';
import { gradeSentence, notAskedSentence } from './graded.js';
import { mainHeadline, mainShortAnswer } from './main-answer.js';
import { answeredStudy, isDeclared, mainAssociations } from './main-associations.js';
import { inWords, listed } from './numbers.js';
import { otherMethodsSentence } from './other-methods.js';
import { correctedSentence, togetherSentence, trendSentence } from './over-time.js';
import { paperSentence } from './paper.js';
import { precisionSentence } from './precision.js';
import { reportingSentence } from './reporting.js';
import { togetherOf } from './rows.js';
import type { Said } from './said.js';
import { otherMeasures, provision } from './short-answer.js';
import { bothTrendsSentence } from './trend-words.js';

/** All sentences of the briefing. Each is made from the rows that the tables print. */
export interface BriefingWords {
  headline: string;
  answer: string;
  others: string | null;
  means: string[];
  sure: Said[];
}

/** What is said where the one specification of a run gave nothing; null in other runs. */
const noSpecification = ({ kind, tables }: ReportInput): string | null =>
  kind === 'specification' && tables.rows(findings).length === 0
    ? 'The specification gave no estimate on these data'
    : null;

/** That a specification's outcome is not provision; null where it is. */
const otherOutcome = ({ finding: { outcome, share } }: Association): string | null =>
  share === null && outcome !== provision
    ? `Its outcome is another than provision (${outcome}), so it cannot be set against mean provision.`
    : null;

/** Each measure's grade and why, those of one text together, and what `sensitivity` would add. */
function grades(all: readonly Association[], input: ReportInput): Said[] {
  const named = all.map((one) => ({ name: one.name, text: gradeSentence(one, input.data.panel) }));
  const texts = [...new Set(named.map(({ text }) => text))];
  // What is asked of need alone stands under the table of grades.
  const open = isDeclared(all) ? null : notAskedSentence(all);
  const label = (names: readonly string[]) =>
    names.length === all.length && all.length > 2
      ? `By all ${inWords(all.length)} measures`
      : `By ${listed(names)}`;
  return [
    ...texts.map((text) => ({
      label: label(named.filter((one) => one.text === text).map(({ name }) => name)),
      text,
    })),
    ...(open === null ? [] : [{ label: 'Not asked', text: open }]),
  ];
}

/** What the other measures say, under what a declared model holds equal. */
function otherMeasuresUnder(all: readonly Association[], input: ReportInput): string | null {
  const study = answeredStudy(input, all);
  const others = otherMeasures(all, study);
  return others === null ? null : behind(afterAllowing(all, input), others, study);
}

/** Chooses the briefing's words by the results. */
export function briefingWords(input: ReportInput): BriefingWords {
  const { study, tables, data } = input;
  const all = mainAssociations(input);
  const [first] = all;
  // What was drawn and corrected over all snapshots is of need alone.
  const joint = isDeclared(all) ? undefined : togetherOf(first?.need, input);
  const row = tables.rows(table1).find(({ snapshot }) => snapshot === first?.last.snapshot);
  const mean = row === undefined ? null : cited(row, 'per_10k_mean');
  const kept = (sentences: (string | null)[]) => sentences.filter((one) => one !== null);
  const item = (label: string, ...sentences: (string | null)[]): Said[] => {
    const text = kept(sentences).join(' ');
    return text === '' ? [] : [{ label, text }];
  };
  const broken = noSpecification(input);
  if (broken !== null) return { headline: broken, answer: broken, others: null, means: [], sure: [] };
  return {
    headline: mainHeadline(input),
    answer: mainShortAnswer(input),
    others: otherMeasuresUnder(all, input),
    means:
      first === undefined
        ? []
        : kept([
            precisionSentence(first, joint, mean) ?? otherOutcome(first),
            snapshotsSentence(first),
            togetherSentence(first, false),
            overSnapshots(first, input) ??
              bothTrendsSentence(first.need, input) ??
              trendSentence(first, joint, study),
          ]),
    sure: [
      ...(first === undefined
        ? []
        : [
            ...item(
              'Chance',
              paperWaySentence(first, study),
              input.kind === 'specification' ? null : fewClustersSentence(first, study),
              correctedSentence(first, joint, study),
            ),
            ...item(
              'Method',
              input.kind === 'specification'
                ? 'This is one specification of many; grades of the study are in a run without --set.'
                : otherMethodsSentence(first, tables),
            ),
            ...grades(all, input),
            ...item(
              'Measure of need',
              `Need here is ${first.name}.`,
              needWords(data.panel, first.need).caution(study),
            ),
          ]),
      ...item('Reporting', reportingSentence(tables.rows(distribution), study)),
      ...item('The paper', paperSentence(associations(input), input)),
    ],
  };
}
