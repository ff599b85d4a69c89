import { type KnownReviewRow, knownReview, knownSurvey } from '@inverse-care/audit';
import {
  describeFlow,
  describeProportions,
  type FlowBox,
  type FlowStage,
  flowDiagram,
  proportionDots,
} from '@inverse-care/figures';
import { baseWords, isDoubtful } from '../language/known-words.js';
import { plain } from '../language/marks.js';
import { count } from '../language/numbers.js';
import { capital } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

const widthOf = (width: number | undefined) => (width === undefined ? {} : { width });

/** Shares of the survey of patient groups with their intervals; none where the run has no such table. */
function surveyFigure(input: ReportInput): DrawnFigure[] {
  const rows = input.tables.rows(knownSurvey).filter(({ conf_low }) => conf_low !== null);
  const [first] = rows;
  if (first === undefined) return [];
  const options = {
    rows: rows.map((row) => ({
      code: row.id,
      name: capital(row.quantity),
      among: `of ${plain(baseWords(row))} ${row.among}${row.base === 'printed' ? '' : row.base === 'follows' ? ' (worked out)' : ' (assumed)'}`,
      value: row.printed,
      share: row.share!,
      low: row.conf_low!,
      high: row.conf_high!,
      doubtful: isDoubtful(row),
    })),
    level: 0.95,
    doubtWords: 'contradicted by another number of the report',
    note: 'Intervals: Wilson’s, the widest over every count and base that can print so. Groups chose to answer.',
  };
  return [
    figureOf(
      input,
      {
        id: 'known-survey',
        title: 'What patient participation groups say of their link workers',
        subtitle: 'Shares that a survey of early 2022 prints, with 95% intervals',
        caption:
          'Shares printed by a survey of patient participation groups; of whom each is a share, and how that is known, is in the table below. The numbers are in figures/known-survey.csv.',
        description: describeProportions(options),
        source: `Source: ${first.source}`,
      },
      cellsOf(['quantity', 'printed', 'share', 'n_low', 'n_high', 'conf_low', 'conf_high', 'verdict'], rows),
      (text, width) => proportionDots({ ...options, text, ...widthOf(width) }),
    ),
  ];
}

function boxOf(row: KnownReviewRow): FlowBox {
  return {
    code: row.id,
    count: `${count(row.count)} ${row.unit}`,
    label: row.label,
    note: isDoubtful(row) ? `${row.verdict}: see below` : '',
    derived: row.given === 'worked out',
  };
}

/** The flow of the review of studies; none where the run has no such table. */
function reviewFigure(input: ReportInput): DrawnFigure[] {
  const rows = input.tables.rows(knownReview);
  const [first] = rows;
  if (first === undefined) return [];
  const lines = [...new Set(rows.map(({ line }) => line))];
  const stages = lines.map((line): FlowStage => {
    const of = (part: KnownReviewRow['part']) =>
      rows.filter((row) => row.line === line && row.part === part).map(boxOf);
    return { boxes: of('goes on'), exclusions: of('leaves') };
  });
  return [
    figureOf(
      input,
      {
        id: 'known-review',
        title: 'From records to papers: a review of social prescribing and inequalities',
        subtitle: 'Counts that a narrative review prints, from its search to what it includes',
        caption:
          'The flow of a narrative review, drawn from its counts. A broken border: not printed, worked out from the others. The numbers are in figures/known-review.csv.',
        description: describeFlow(stages),
        source: `Source: ${first.source}`,
      },
      cellsOf(['line', 'part', 'count', 'unit', 'label', 'given', 'verdict'], rows),
      (text, width) => flowDiagram({ stages, text, ...widthOf(width) }),
    ),
  ];
}

/** What other documents print, as far as it is drawn. */
export const knownFigures = (input: ReportInput): DrawnFigure[] => [
  ...surveyFigure(input),
  ...reviewFigure(input),
];
