import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  gap,
  none,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

const inUnit = 'see the column unit';
const told = (title: string, description: string) => numberColumn(title, description, inUnit, none);
const toldFor = textColumn('Told for', 'difference in need, as in increments.csv');
const unit = textColumn('Unit', 'of the effect');
const scale = choiceColumn(
  'Scale',
  'effect: as in model.csv; coefficient: the logarithm of the ratio of rates (poisson) or odds (logit)',
  ['effect', 'coefficient'],
);
const test = {
  statistic: numberColumn('Statistic', 't of one number, F of several', undefined, gap),
  df1: { ...columns.df1, description: 'restrictions', ...gap },
  df2: { ...columns.df2, description: 'degrees of freedom; empty for normal and chi-squared tests', ...none },
  p_value: { ...columns.p_value, ...gap },
  method: { ...columns.method, description: 'covariance of the slopes, or test of several' },
  note: columns.note,
};

/** What is asked of all snapshots of the declared model, one row each. */
export const togetherQuestions = [
  'pooled',
  'change first to last',
  'trend per year',
  'all zero',
  'all equal',
] as const;

/** The slopes of all snapshots of the study's declared model, together. */
export const modelJoint = defineTable({
  file: 'model_joint.csv',
  title: "The study's declared model, all snapshots together",
  description:
    'The slopes of need at all snapshots as one system, clustered as the model is (by PCN where it takes PCNs as independent): their mean, their change from the first to the last, the line through them, and tests that all are zero or the same. Effects are for the difference in need that told_for names.',
  key: ['need', 'scale', 'test'],
  order: ['need', 'scale'],
  columns: {
    need: columns.need,
    scale,
    test: choiceColumn(
      'Question',
      'pooled: the mean of the slopes; change first to last; trend per year: the least-squares line through them; all zero; all equal',
      togetherQuestions,
    ),
    told_for: toldFor,
    unit,
    snapshots: countColumn('Snapshots', 'that have a slope', 'snapshots'),
    first: { title: 'First', description: 'the first of them', type: 'date' } as const,
    last: { title: 'Last', description: 'the last of them', type: 'date' } as const,
    clusters: countColumn('Clusters', 'the fewer of two ways', 'clusters'),
    estimate: told('Estimate', 'for that difference in need'),
    std_error: told('Standard error', 'by the method'),
    conf_low: told('Lower limit', 'of the confidence interval'),
    conf_high: told('Upper limit', 'of the confidence interval'),
    ratio: numberColumn('Ratio', 'of rates or odds, for that difference in need', undefined, none),
    ratio_low: numberColumn('Ratio, lower limit', 'of the confidence interval', undefined, none),
    ratio_high: numberColumn('Ratio, upper limit', 'of the confidence interval', undefined, none),
    ...test,
  },
});

/** Whether any of a declared model's needs has a slope, where it names several. */
export const modelJointNeeds = defineTable({
  file: 'model_joint_needs.csv',
  title: "The study's declared model, all its needs together",
  description:
    'Tests that none of the needs that the model names has a slope, each in a regression of its own: at the last snapshot, and in the mean over snapshots. Clustered as the model is.',
  key: ['scale', 'at'],
  columns: {
    scale,
    at: choiceColumn('At', 'slopes of the last snapshot, or their means over snapshots', [
      'last snapshot',
      'pooled',
    ]),
    needs: textColumn('Needs', 'that are tested, separated by spaces'),
    ...test,
  },
});

/** How the slopes of two snapshots hang together. */
export const modelCovariances = defineTable({
  file: 'model_slope_covariances.csv',
  title: "The study's declared model, covariance of its slopes",
  description:
    'Between the slopes of need at two snapshots, clustered as the model is: with it, any other combination of snapshots can be tested.',
  key: ['need', 'scale', 'snapshot', 'other'],
  order: ['need', 'scale', 'snapshot', 'other'],
  columns: {
    need: columns.need,
    scale,
    snapshot: columns.snapshot,
    other: { title: 'Other snapshot', description: 'not before the first', type: 'date' } as const,
    covariance: numberColumn(
      'Covariance',
      'for the difference in need that increments.csv tells for',
      'square of the unit of the effect',
    ),
    correlation: numberColumn('Correlation', 'between the two slopes', undefined, gap),
  },
});

/** The declared model at the last snapshot by other covariances. */
export const modelInference = defineTable({
  file: 'model_inference.csv',
  title: "The study's declared model by other methods",
  description:
    'The same model at the last snapshot with every covariance that its form has and the clusters bear. The effect is for the difference in need that told_for names.',
  key: ['need', 'snapshot', 'method'],
  order: ['need', 'snapshot'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    method: textColumn('Method', 'covariance or bootstrap'),
    told_for: toldFor,
    unit,
    estimate: numberColumn('Estimate', 'for that difference in need', inUnit),
    std_error: told('Standard error', 'by the method'),
    df: columns.df,
    conf_low: told('Lower limit', 'of the confidence interval'),
    conf_high: told('Upper limit', 'of the confidence interval'),
    p_value: { ...columns.p_value, ...gap },
    clusters: { ...countColumn('Clusters', 'of the method', 'clusters'), ...none },
  },
});

export type ModelJointRow = RowOf<typeof modelJoint>;
export type ModelJointNeedsRow = RowOf<typeof modelJointNeeds>;
export type ModelCovarianceRow = RowOf<typeof modelCovariances>;
export type ModelInferenceRow = RowOf<typeof modelInference>;
