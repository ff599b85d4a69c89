import {
  columns,
  countColumn,
  defineTable,
  gap,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

const unit = columns.estimate.unit;
const persons = (title: string, description: string) => numberColumn(title, description, 'persons');

/** Who answered for a surveyed variable of each PCN. */
export const surveyBase = defineTable({
  file: 'survey_base.csv',
  title: 'Who answered',
  description:
    'By snapshot and PCN, for each need that comes from survey answers: respondents of its practices, and how many drawn from all its patients would tell as much.',
  key: ['snapshot', 'need', 'pcn_code'],
  order: ['snapshot', 'need', 'pcn_code'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    pcn_code: columns.pcn_code,
    practices: countColumn('Practices', 'of the PCN that have a value', 'practices'),
    respondents: persons(
      'Respondents',
      "who count in the need's denominator, not weighted: forms received times the weighted share of answers that count",
    ),
    effective_respondents: persons(
      'Effective respondents',
      'respondents over the design effect of weighting practices by their patients; weights within a practice are not published',
    ),
  },
});

/** How reliably surveys measure need, and the slope without their sampling error. */
export const surveyError = defineTable({
  file: 'survey_error.csv',
  title: 'How reliably surveys measure need',
  description:
    "By snapshot and surveyed need: respondents of a PCN, the share of need's variance that is not sampling error, and the slope by regression calibration, by the design effect that weights within practices are taken to have.",
  key: ['snapshot', 'need', 'design_effect'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    design_effect: numberColumn(
      'Design effect',
      'of weights within a practice, which are not published: 1 is none, others are assumed',
      'ratio',
    ),
    n: columns.n,
    respondents_median: persons('Respondents of a PCN', 'median'),
    respondents_low: persons('Fewest respondents', 'of a PCN'),
    respondents_high: persons('Most respondents', 'of a PCN'),
    effective_median: persons('Effective respondents', 'of a PCN: median, after both design effects'),
    need_sd: numberColumn('SD of need', 'standard deviation between PCNs as measured', 'unit of need'),
    error_sd: numberColumn(
      'Sampling error of need',
      'root of the mean sampling variance of a PCN',
      'unit of need',
    ),
    reliability: numberColumn(
      'Reliability',
      'share of the variance of need between PCNs that is not sampling error; below 0 where that error is more than all of it',
      'share',
    ),
    observed: numberColumn('Observed', 'slope on need as measured', unit),
    observed_low: numberColumn('Observed, lower limit', 'of the confidence interval', unit),
    observed_high: numberColumn('Observed, upper limit', 'of the confidence interval', unit),
    observed_errors: textColumn('Errors of the observed', 'covariance that its interval comes from'),
    moments: numberColumn('By moments', 'observed slope over the reliability', unit, gap),
    moments_low: numberColumn('By moments, lower limit', 'of the confidence interval', unit, gap),
    moments_high: numberColumn('By moments, upper limit', 'of the confidence interval', unit, gap),
    estimate: numberColumn('Calibrated', 'slope by regression calibration', unit, gap),
    std_error: numberColumn(
      'Standard error',
      'of the calibrated slope, reliability estimated anew',
      unit,
      gap,
    ),
    df: { ...columns.df, ...gap },
    conf_low: numberColumn('Lower limit', 'of the confidence interval', unit, gap),
    conf_high: numberColumn('Upper limit', 'of the confidence interval', unit, gap),
    errors: textColumn('Errors', 'how the standard error was made', gap),
    note: columns.note,
  },
});

export type SurveyBaseRow = RowOf<typeof surveyBase>;
export type SurveyErrorRow = RowOf<typeof surveyError>;
