import { attributed, type Column, kindOf, ogl } from './kind.js';

const publisher = 'NHS England and Ipsos';
const publication = 'GP Patient Survey, practice data (weighted)';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const answers = (stem: string, numbers: readonly number[], meanings: (n: number) => string) =>
  Object.fromEntries(
    numbers.map((n): [string, Column] => [`${stem}_${n}`, { type: 'number', meaning: meanings(n) }]),
  );
const spelt = (
  stem: string,
  numbers: readonly number[],
  spelling: (n: number) => string,
): Record<string, string> => Object.fromEntries(numbers.map((n) => [`${stem}_${n}`, spelling(n)]));

const supportAnswers = ['yes, definitely', 'yes, to some extent', 'no', 'no need', "don't know"];
const bands = ['White', 'Mixed', 'Asian', 'Black', 'Other'];
const conditionAnswers: Record<number, string> = { 1: 'yes', 2: 'no', 4: 'prefer not to say' };
const support = range(1, 5);
const condition = [1, 2, 4];
const groups = range(1, 18);
const banded = range(1, 5);

const byNumber = {
  practice: 'Practice_Code',
  received: 'received',
  q30_recoded_base: 'Q30_recoded_base',
  ...spelt('q32', support, (n) => `Q32_${n}`),
  ...spelt('q30_recoded', condition, (n) => `Q30_recoded_${n}`),
  ...spelt('q49', groups, (n) => `Q49_${n}`),
};

export const practiceSurvey = kindOf({
  id: 'practice-survey',
  label: 'GP Patient Survey by practice',
  publisher,
  publication,
  licence: ogl,
  attribution: attributed(publisher, publication),
  page: 'https://gp-patient.co.uk/surveysandreports',
  row: 'a practice, with weighted counts of answers (2024 and later: shares)',
  columns: {
    practice: { type: 'code', meaning: 'practice' },
    received: { type: 'number', meaning: 'completed forms, not weighted', optional: true },
    q30_recoded_base: {
      type: 'number',
      meaning: 'long-standing condition: all answers, weighted',
      optional: true,
    },
    ...answers(
      'q32',
      support,
      (n) => `enough support from local services to manage conditions: ${supportAnswers[n - 1]}`,
    ),
    ...answers('q30_recoded', condition, (n) => `long-standing condition: ${conditionAnswers[n]}`),
    ...answers('q49', groups, (n) => `ethnic group, answer ${n} of the questionnaire`),
    q49_19: { type: 'number', meaning: 'ethnic group, Roma', optional: true },
    ...answers('ethnicity', banded, (n) => `ethnic group, ${bands[n - 1]}`),
  },
  layouts: [
    {
      from: '2018',
      to: '2020',
      files: 'GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv',
      columns: byNumber,
      marks: { present: ['Q32_1'], absent: ['Q112_1'] },
    },
    {
      from: '2021',
      to: '2023',
      files: 'GPPS_2022_Practice_data_(weighted)_(csv)_PUBLIC.csv',
      columns: { ...byNumber, q49_19: 'Q49_19', ...spelt('ethnicity', banded, (n) => `Q49band_${n}`) },
      marks: { present: ['Q32_1', 'Q112_1'] },
    },
    {
      from: '2024',
      to: null,
      files: 'GPPS_2024_Practice_data_(weighted)_(csv)_PUBLIC.csv',
      columns: {
        practice: 'ad_practicecode',
        ...spelt('q32', support, (n) => `healthsupport_${n}.pct`),
        ...spelt('q30_recoded', condition, (n) => `healthltcondition_${n}.pct`),
        ...spelt('ethnicity', banded, (n) => `dv_ethnicityband_${n}.pct`),
      },
      marks: { present: ['ad_practicecode'] },
    },
  ],
  quirks: [
    'No cell bears a date. The year shows in the columns: the gender question Q112 came in 2021, columns have had names in place of numbers since 2024. Within such a span the file name decides.',
    'Negative cells (such as -97) are suppressed answers: missing.',
    'Columns are Practice_Code or practice_code, Q32_3pct or q32_3pct.',
    'Percentages leave out some answers from their base until 2023, so counts are used; from 2024 the shares of single answers are used, whose ratios do not depend on the base.',
    'The questionnaire was redesigned in 2024: levels are not comparable with earlier years.',
    'Weighted counts are no numbers of respondents: a practice weighs as much as its list, however many of it answered. Numbers of respondents are those of forms received, times the weighted share of all answers to Q30 that a question has.',
    'Roma was added to the ethnic groups in later years (Q49_19), and counts as White.',
  ],
  hallmarks: ['practice_name'],
  sets: {
    support: support.map((n) => `q32_${n}`),
    condition: condition.map((n) => `q30_recoded_${n}`),
    'ethnic groups': groups.map((n) => `q49_${n}`),
    'ethnic bands': banded.map((n) => `ethnicity_${n}`),
  },
});
