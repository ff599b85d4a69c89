import type { FigureView } from '../documents/place-figures.js';
import type { ReportInput } from '../report-input.js';
import {
  leftOutView,
  multiverseJointView,
  signsView,
  spreadView,
} from '../sections/tables/multiverse-tables.js';
import {
  boundsView,
  carriersView,
  leaveOneOutView,
  unmeasuredView,
} from '../sections/tables/robustness-tables.js';
import type { Said } from './briefing-words.js';
import {
  countsSentence,
  jointSentence,
  multiverseAnswer,
  needSentences,
  significanceSentence,
  spreadSentence,
} from './multiverse-words.js';
import { placesSentences, unmeasuredSentences, unreportedSentences } from './robustness-words.js';
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

/** The section's tables in the order in which they stand; all null where only the study was run. */
export function sensitivityTables(input: ReportInput) {
  const { multiverse, robustness } = input;
  const of = <T>(part: T | null, view: (input: ReportInput, part: T) => ReturnType<typeof signsView>) =>
    part === null || multiverse === null || robustness === null ? null : view(input, part);
  return {
    signs: of(multiverse, signsView),
    spread: of(multiverse, spreadView),
    curveTests: of(multiverse, multiverseJointView),
    bounds: of(robustness, boundsView),
    unmeasured: of(robustness, unmeasuredView),
    carriers: of(robustness, carriersView),
    leaveOneOut: of(robustness, leaveOneOutView),
    leftOut: of(multiverse, leftOutView),
  };
}

/** The section's figures by what they show. */
export function sensitivityPlaces(figures: readonly FigureView[]) {
  const of = (name: string) => figures.filter(({ id }) => id === `${name}-block`);
  return {
    curve: of('specification-curve'),
    grid: of('sign-grid'),
    bounds: of('bounds'),
    contour: of('contour'),
  };
}
