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
const change = (title: string, description: string) => numberColumn(title, description, inUnit, gap);
const unit = textColumn('Unit', 'of the outcome, for one unit of need');
const when = (title: string, description: string) => ({ title, description, type: 'date' }) as const;

/** Slopes of need around an event. */
export const modelEvent = defineTable({
  file: 'model_event.csv',
  title: 'Slopes of need around an event',
  description:
    'How far the slope of need at each snapshot is from that at the last before the event, PCNs followed throughout, clustered by PCN.',
  key: ['need', 'snapshot'],
  order: ['need', 'snapshot'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    event: when('Event', 'the day from which something was different'),
    reference: when('Reference', 'the last snapshot before it, at which the difference is zero'),
    after: {
      title: 'After',
      description: 'whether the snapshot is on or after the event',
      type: 'boolean',
    } as const,
    estimate: change('Difference', 'of the slope of need from that at the reference'),
    std_error: change('Standard error', 'clustered by PCN'),
    df: columns.df,
    conf_low: change('Lower limit', 'of the confidence interval'),
    conf_high: change('Upper limit', 'of the confidence interval'),
    p_value: { ...columns.p_value, ...gap },
    n: { ...columns.n, description: 'PCNs followed' },
    rows_lost: countColumn('Left out', 'PCNs of the reference that are not there throughout', 'PCNs'),
    unit,
  },
});

/** What slopes before and after an event come to together. */
export const modelEventTests = defineTable({
  file: 'model_event_tests.csv',
  title: 'Tests of slopes around an event',
  description:
    'Whether the slopes of need differed from that at the reference before the event, and after it; and the mean after less the mean before, the reference among those before.',
  key: ['need', 'test'],
  order: ['need'],
  columns: {
    need: columns.need,
    test: choiceColumn('Test', 'of the differences of slopes', [
      'none before',
      'none after',
      'mean after less mean before',
    ]),
    estimate: numberColumn('Estimate', 'of the difference of means', inUnit, none),
    std_error: numberColumn('Standard error', 'clustered by PCN', inUnit, none),
    conf_low: numberColumn('Lower limit', 'of the confidence interval', inUnit, none),
    conf_high: numberColumn('Upper limit', 'of the confidence interval', inUnit, none),
    statistic: numberColumn('F', 'of a joint test', undefined, none),
    df1: columns.df1,
    df2: columns.df2,
    p_value: columns.p_value,
  },
});

/** Change in the outcome between two snapshots, on need at the first. */
export const modelChange = defineTable({
  file: 'model_change.csv',
  title: 'Change in provision and need',
  description:
    "The change of the model's outcome between two snapshots on need, and the model's covariates, at the first: one row a PCN, so that errors robust to heteroskedasticity are clustered by PCN.",
  key: ['need'],
  order: ['need'],
  columns: {
    need: columns.need,
    from: when('From', 'the earlier snapshot'),
    to: when('To', 'the later snapshot'),
    n: { ...columns.n, description: 'PCNs with an outcome at both' },
    rows_lost: countColumn(
      'Left out',
      'PCNs of the earlier that are not at the later, or lack something',
      'PCNs',
    ),
    mean_change: change('Mean change', 'of the outcome over these PCNs'),
    estimate: change('Slope', 'change for one unit of need'),
    std_error: change('Standard error', 'by the method'),
    df: columns.df,
    conf_low: change('Lower limit', 'of the confidence interval'),
    conf_high: change('Upper limit', 'of the confidence interval'),
    p_value: { ...columns.p_value, ...gap },
    need_sd: numberColumn('SD of need', 'over these PCNs at the first', 'unit of need'),
    per_sd: change('For one SD', 'change for one standard deviation of need'),
    per_sd_low: change('For one SD, lower limit', 'of the confidence interval'),
    per_sd_high: change('For one SD, upper limit', 'of the confidence interval'),
    method: columns.method,
    unit,
  },
});

/** A row of `modelEvent`: a snapshot. */
export type ModelEventRow = RowOf<typeof modelEvent>;
/** A row of `modelEventTests`: a test. */
export type ModelEventTestRow = RowOf<typeof modelEventTests>;
/** A row of `modelChange`: a need. */
export type ModelChangeRow = RowOf<typeof modelChange>;
