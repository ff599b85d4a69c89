import {
  columns,
  countColumn,
  defineTable,
  none,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

const unit = columns.estimate.unit;
const clusters = { ...countColumn('Clusters', 'of the standard error', 'clusters'), ...none };
const errors = textColumn('Errors', 'covariance that the interval comes from');

/** Coefficients of surveyed needs if their measurement were as reliable as assumed. */
export const attenuation = defineTable({
  file: 'attenuation.csv',
  title: 'What error in surveyed need may hide',
  description:
    'Coefficients of needs that come from survey answers, divided by reliabilities that are assumed, not estimated.',
  key: ['snapshot', 'need', 'assumed_reliability'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    assumed_reliability: numberColumn(
      'Assumed reliability',
      'share of the variance of need between PCNs that is not error: an assumption; what respondents tell of it is in survey_error.csv',
      'share',
    ),
    n: columns.n,
    clusters,
    errors,
    observed: numberColumn('Observed', 'coefficient as estimated', unit),
    estimate: numberColumn('Corrected', 'observed coefficient divided by the reliability', unit),
    conf_low: columns.conf_low,
    conf_high: columns.conf_high,
  },
});

/** What the error of the published equation adds to the interval of predicted need's coefficient. */
export const predictionError = defineTable({
  file: 'prediction_error.csv',
  title: "What the error of predicted need's equation adds",
  description:
    "Predicted need's coefficient with the sampling error of the published equation that predicts it, from its published intervals.",
  key: ['snapshot', 'need'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    n: columns.n,
    clusters,
    errors,
    estimate: columns.estimate,
    std_error: numberColumn('Standard error', 'by the errors named, the equation taken as known', unit),
    conf_low: columns.conf_low,
    conf_high: columns.conf_high,
    equation_error: numberColumn(
      'Error of the equation',
      "standard error that the equation adds, its coefficients' errors taken as uncorrelated",
      unit,
    ),
    total_error: numberColumn('Standard error with it', 'root of the sum of the two squared', unit),
    total_low: numberColumn('Lower limit with it', 'of the confidence interval', unit),
    total_high: numberColumn('Upper limit with it', 'of the confidence interval', unit),
    equation_bound: numberColumn(
      'Bound of the error of the equation',
      'the most that it can be, whatever the covariances, which are not published',
      unit,
    ),
    bound_low: numberColumn('Lower limit at the bound', 'of the confidence interval', unit),
    bound_high: numberColumn('Upper limit at the bound', 'of the confidence interval', unit),
  },
});

export type AttenuationRow = RowOf<typeof attenuation>;
export type PredictionErrorRow = RowOf<typeof predictionError>;
