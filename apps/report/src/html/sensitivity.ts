import type { Said } from '../narrative/briefing-words.js';
import {
  countsSentence,
  jointSentence,
  multiverseAnswer,
  needSentences,
  significanceSentence,
  spreadSentence,
} from '../narrative/multiverse-words.js';
import { placesSentences, unmeasuredSentences, unreportedSentences } from '../narrative/robustness-words.js';
import type { ReportInput } from '../report-input.js';
import { leftOutView, multiverseJointView, signsView, spreadView } from './multiverse-tables.js';
import type { FigureView } from './place-figures.js';
import { boundsView, carriersView, leaveOneOutView, unmeasuredView } from './robustness-tables.js';
import type { TableView } from './table.js';
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
    ],
  };
}

/** The section's tables in the order in which they stand; all null where only the study was run. */
export function sensitivityTables(input: ReportInput) {
  const of = (view: (input: ReportInput) => TableView | null) =>
    input.kind === 'sensitivity' ? view(input) : null;
  return {
    signs: of(signsView),
    spread: of(spreadView),
    curveTests: of(multiverseJointView),
    bounds: of(boundsView),
    unmeasured: of(unmeasuredView),
    carriers: of(carriersView),
    leaveOneOut: of(leaveOneOutView),
    leftOut: of(leftOutView),
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
