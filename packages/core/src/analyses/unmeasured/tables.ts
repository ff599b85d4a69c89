import { columnsNamed, countColumn, defineTable, type RowOf, textColumn } from '@inverse-care/domain';

/** How strong something unmeasured would have to be to explain a coefficient away. */
export const unmeasured = defineTable({
  file: 'unmeasured.csv',
  title: 'What was not measured',
  description: 'How strong something unmeasured must be to explain the coefficient of need away.',
  key: ['snapshot', 'need'],
  order: ['snapshot', 'need'],
  columns: {
    ...columnsNamed('snapshot', 'need', 'controls'),
    characteristics: countColumn('Characteristics', 'how many the controls are', 'characteristics'),
    ...columnsNamed('n', 'estimate', 'std_error'),
    errors: textColumn('Errors', 'covariance that the standard error and intervals come from'),
    ...columnsNamed(
      'partial_r2',
      'robustness_value',
      'robustness_value_interval',
      'r2',
      'oster_delta',
      'oster_delta_all',
    ),
  },
});

/** The coefficient if something unmeasured were as strong as a control, one to three times. */
export const benchmarks = defineTable({
  file: 'benchmarks.csv',
  title: 'What was not measured, against what was',
  description: 'The coefficient of need if something unmeasured were as strong as a characteristic that was.',
  key: ['snapshot', 'need', 'benchmark', 'times'],
  order: ['snapshot', 'need'],
  columns: columnsNamed(
    'snapshot',
    'need',
    'benchmark',
    'times',
    'r2_need',
    'r2_provision',
    'estimate',
    'conf_low',
    'conf_high',
  ),
});

/** What an unmeasured variable of each strength would leave of the headline need's coefficient. */
export const contour = defineTable({
  file: 'contour.csv',
  title: 'What something unmeasured would leave',
  description:
    "The headline need's coefficient at the last snapshot by the strength of something unmeasured: a grid from none to beyond the benchmarks.",
  key: ['snapshot', 'need', 'r2_need', 'r2_provision'],
  columns: columnsNamed('snapshot', 'need', 'r2_need', 'r2_provision', 'estimate'),
});

export type UnmeasuredRow = RowOf<typeof unmeasured>;
export type BenchmarkRow = RowOf<typeof benchmarks>;
export type ContourRow = RowOf<typeof contour>;
