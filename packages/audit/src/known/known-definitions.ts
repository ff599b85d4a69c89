import {
  choiceColumn,
  countColumn,
  defineTable,
  gap,
  none,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';
import { verdicts } from '../judge.js';

const source = textColumn('Source', 'authors, year and title of the document');
const place = textColumn('Place', 'in the document');
const quantity = textColumn('Quantity', 'what the number is of');
const printed = textColumn('Printed', 'as the document has it');
const verdict = choiceColumn('Verdict', 'of the audit without a run (docs/audit.md)', verdicts);
const calculation = textColumn('Calculation', 'from which the verdict follows, or what it would take', none);
const wholeIf = (title: string, description: string, unit: string) => ({
  ...countColumn(title, description, unit),
  ...none,
});

/** Shares of a survey of patient groups, with intervals. */
export const knownSurvey = defineTable({
  file: 'known_survey.csv',
  title: 'What patient groups answered',
  description:
    'Shares that a survey of patient participation groups prints, each with its base and a 95% Wilson interval over every count and base that can print so. Groups chose to answer: the interval is of sampling alone.',
  key: ['id'],
  documents: true,
  columns: {
    id: textColumn('Id', 'of the statement'),
    source,
    place,
    quantity,
    printed,
    share: numberColumn('Share', 'as printed; empty where a bound is printed', 'share', none),
    among: textColumn('Among', 'of whom it is a share'),
    base: choiceColumn('Base', 'whether the document prints it, it follows, or it is assumed', [
      'printed',
      'follows',
      'assumed',
    ]),
    basis: textColumn('Basis', 'from what the base follows, or why it is assumed', none),
    n_low: countColumn('Base from', 'least that the base can be', 'groups'),
    n_high: countColumn('Base to', 'greatest that the base can be', 'groups'),
    count_low: wholeIf('Count from', 'least count that prints so', 'groups'),
    count_high: wholeIf('Count to', 'greatest count that prints so', 'groups'),
    conf_low: numberColumn('Lower limit', 'least over counts and bases', 'share', none),
    conf_high: numberColumn('Upper limit', 'greatest over counts and bases', 'share', none),
    verdict,
    calculation,
  },
});

/** The flow of a review of studies. */
export const knownReview = defineTable({
  file: 'known_review.csv',
  title: 'The flow of a narrative review',
  description:
    'Numbers of records, articles and papers of a narrative review from the search to what it includes.',
  key: ['id'],
  documents: true,
  columns: {
    id: textColumn('Id', 'of the number'),
    source,
    line: countColumn('Line', 'of the flow, from its beginning', 'lines'),
    part: choiceColumn('Part', 'whether they go on, or leave before the next line', ['goes on', 'leaves']),
    count: countColumn('Count', 'how many', 'records, articles or papers'),
    unit: textColumn('Unit', 'of the count'),
    label: textColumn('Label', 'what they are, in our words'),
    given: choiceColumn('Given', 'whether the document prints it, or it is worked out', [
      'printed',
      'worked out',
    ]),
    verdict,
    calculation,
  },
});

/** The numbers of a news article beside those of the run. */
export const knownArticle = defineTable({
  file: 'known_article.csv',
  title: 'A news article beside this run',
  description:
    'What a news article prints, and what this run has of the same quantity and date, or why it has none.',
  key: ['id'],
  documents: true,
  columns: {
    id: textColumn('Id', 'of the statement'),
    source,
    place,
    quantity,
    printed,
    unit: textColumn('Unit', 'of the number', none),
    date: textColumn('Date', 'to which it refers', none),
    verdict,
    calculation,
    ours: numberColumn('Ours', 'the number of this run, in the same unit', undefined, gap),
    in_this_run: textColumn('In this run', 'what this run has, or why it has nothing'),
    table: textColumn('Table', 'of the run that has it', none),
    row: textColumn('Row', 'of that table: key columns and their values', none),
    column: textColumn('Column', 'of that table', none),
  },
});

/** Studies that an evidence bulletin tells of. */
export const knownStudies = defineTable({
  file: 'known_studies.csv',
  title: 'Studies in an evidence bulletin',
  description:
    'Studies that an evidence bulletin tells of, in our words from the abstracts that it reprints; the studies themselves were not read.',
  key: ['id'],
  documents: true,
  columns: {
    id: textColumn('Id', 'of the study'),
    source,
    authors: textColumn('Authors', 'of the study'),
    year: countColumn('Year', 'as the bulletin has it', 'year'),
    reference: textColumn('Reference', 'journal, volume and pages as the bulletin has them'),
    design: textColumn('Design', 'in our words'),
    n: { ...countColumn('n', 'size of the study', 'as the next column says'), ...gap },
    n_of: textColumn('n of', 'what n counts'),
    result: textColumn('Result', 'in our words'),
    statements: countColumn(
      'Statements',
      'of the study in the ledger, but for volumes and pages',
      'statements',
    ),
    checked: countColumn('Checked', 'of them, by the audit without a run', 'statements'),
    verdict,
    calculation,
  },
});

export type KnownSurveyRow = RowOf<typeof knownSurvey>;
export type KnownReviewRow = RowOf<typeof knownReview>;
export type KnownArticleRow = RowOf<typeof knownArticle>;
export type KnownStudyRow = RowOf<typeof knownStudies>;
