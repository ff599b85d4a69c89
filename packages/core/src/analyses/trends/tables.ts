import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  none,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

export const trendScales = ['absolute', 'relative'] as const;
export type TrendScale = (typeof trendScales)[number];

const scale = choiceColumn(
  'Scale',
  'absolute: FTE per 10,000 patients; relative: shares of the mean provision of that snapshot',
  trendScales,
);
const onScale = (title: string, description: string) =>
  numberColumn(title, description, 'FTE per 10,000, or share of the mean');
const when = (title: string, description: string) =>
  ({ title, description, type: 'date', empty: 'not applicable' }) as const;

/** Slopes and indices of inequality by need and snapshot, on both scales. */
export const trends = defineTable({
  file: 'trends.csv',
  title: 'Absolute and relative slopes',
  description:
    'By need and snapshot, for one standard deviation of need and from the least to the most needy patient: the difference in provision, and the same as a share of the mean.',
  key: ['snapshot', 'need', 'measure', 'scale'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    measure: choiceColumn(
      'Measure',
      'slope: for one standard deviation of need over the PCNs of the snapshot; slope index: from the lowest to the highest rank of need, PCNs weighted by patients',
      ['slope', 'slope index'],
    ),
    scale: choiceColumn(
      'Scale',
      'absolute: FTE per 10,000 patients; relative: the same over mean provision (for the slope index: mean over patients); ratio: provision expected at the highest rank of need over that at the lowest, by the straight line; rate ratio: the same by Poisson regression with log link, patients the exposure',
      [...trendScales, 'ratio', 'rate ratio'],
    ),
    n: columns.n,
    need_sd: numberColumn('SD of need', 'standard deviation over the PCNs of the regression', 'unit of need'),
    mean: numberColumn(
      'Mean',
      'mean provision that the relative scale divides by',
      'FTE per 10,000 patients',
    ),
    estimate: onScale('Estimate', 'difference in provision for more need; for ratio and rate ratio a ratio'),
    std_error: numberColumn(
      'Standard error',
      'by the errors named; of a rate ratio that of its logarithm',
      undefined,
      none,
    ),
    df: columns.df,
    conf_low: onScale('Lower limit', 'of the confidence interval'),
    conf_high: onScale('Upper limit', 'of the confidence interval'),
    p_value: columns.p_value,
    errors: textColumn('Errors', 'covariance that interval and p-value come from'),
  },
});

/** Whether slopes change over the snapshots, on each scale. */
export const trendTests = defineTable({
  file: 'trend_tests.csv',
  title: 'Whether the slopes change',
  description:
    'By need and scale: the trend per year of the slopes for one standard deviation of need. Whether they are the same at all snapshots is asked in joint_tests.csv.',
  key: ['need', 'scale', 'test'],
  order: ['need', 'scale'],
  columns: {
    need: columns.need,
    scale,
    test: choiceColumn('Test', 'of the slopes of all snapshots', ['trend per year']),
    statistic: numberColumn('Statistic', 'the trend per year'),
    df1: columns.df1,
    df2: columns.df2,
    conf_low: numberColumn('Lower limit', 'of the confidence interval', undefined, none),
    conf_high: numberColumn('Upper limit', 'of the confidence interval', undefined, none),
    p_value: columns.p_value,
    snapshots: countColumn('Snapshots', 'whose slopes are compared', 'snapshots'),
    clusters: countColumn('Clusters', 'left out one at a time', 'clusters'),
    clustered_by: choiceColumn('Clusters of', 'PCNs that are left out together', ['pcn', 'sub_icb', 'icb']),
  },
});

/** One break in the slopes of a need. */
export const breaks = defineTable({
  file: 'breaks.csv',
  title: 'Where the slopes break',
  description:
    'By need and scale: the date that best divides the slopes into two levels, and whether there is a break at all.',
  key: ['need', 'scale'],
  order: ['need', 'scale'],
  columns: {
    need: columns.need,
    scale,
    break_at: when('Break', 'first snapshot after the break that leaves the least squares'),
    break_low: when('From', 'where draws of that date begin'),
    break_high: when('To', 'where draws of that date end'),
    before: onScale('Before', 'mean slope before it'),
    after: onScale('After', 'mean slope from it on'),
    sup_f: numberColumn('Largest F', 'over all candidate dates, clustered'),
    p_value: numberColumn('p', 'that there is no break, over draws of clusters without one'),
    r2_break: numberColumn(
      'R² of the break',
      'share of the variation of the slopes over the snapshots',
      'share',
    ),
    r2_trend: numberColumn('R² of a trend', 'the same for a straight line, with as many terms', 'share'),
    candidates: countColumn('Candidates', 'dates that a break could have', 'snapshots'),
    replicates: countColumn('Draws', 'of clusters', 'draws'),
  },
});

export type TrendRow = RowOf<typeof trends>;
export type TrendTestRow = RowOf<typeof trendTests>;
export type BreakRow = RowOf<typeof breaks>;
