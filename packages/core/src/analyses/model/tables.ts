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
const perUnit = (title: string, description: string) =>
  numberColumn(title, description, `${inUnit}, per unit of need`, gap);
const perSd = (title: string, description: string) => numberColumn(title, description, inUnit, gap);

/** The study's declared model, one row a need and snapshot. */
export const model = defineTable({
  file: 'model.csv',
  title: "The study's declared model",
  description:
    'What need comes to in the main model that the study file declares, and without its covariates and fixed effects on the same PCNs. Headline and grades are of this model (model_findings.csv); those of provision on need alone are in findings.csv.',
  key: ['need', 'snapshot'],
  order: ['need', 'snapshot'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    outcome: textColumn('Outcome', 'what the model explains'),
    form: textColumn(
      'Form',
      'level and log1p by least squares; poisson, two_part and logit by pseudo-likelihood',
    ),
    covariates: textColumn('Covariates', 'terms beside need', none),
    fixed_effects: textColumn('Fixed effects', 'areas with a constant of their own'),
    weights: textColumn('Weights', 'of the regression'),
    method: textColumn('Errors', 'covariance or bootstrap that interval and p-value come from'),
    unit: textColumn('Unit', 'of the effect, for one unit of need'),
    n: columns.n,
    rows_lost: countColumn('Left out', 'PCNs that lack an outcome or a covariate', 'PCNs'),
    clusters: { ...countColumn('Clusters', 'the fewer of two ways', 'clusters'), ...none },
    estimate: perUnit(
      'Effect',
      'the coefficient of need by least squares, else the average over PCNs of the slope of the mean; of the rate for poisson',
    ),
    std_error: perUnit('Standard error', 'of the effect'),
    df: columns.df,
    conf_low: perUnit('Lower limit', 'of the confidence interval'),
    conf_high: perUnit('Upper limit', 'of the confidence interval'),
    p_value: { ...columns.p_value, ...gap },
    p_holm: { ...columns.p_holm, ...none },
    unadjusted: perUnit('Unadjusted', 'the effect without covariates and fixed effects, on the same PCNs'),
    unadjusted_low: perUnit('Unadjusted, lower limit', 'of the confidence interval'),
    unadjusted_high: perUnit('Unadjusted, upper limit', 'of the confidence interval'),
    need_sd: numberColumn(
      'SD of need',
      'the difference that told_for names, one standard deviation over the PCNs of the last snapshot, the same at every snapshot',
      'unit of need',
      gap,
    ),
    told_for: textColumn('Told for', 'that difference in words, as in increments.csv'),
    per_sd: perSd('For one SD', 'the effect for that difference in need'),
    per_sd_low: perSd('For one SD, lower limit', 'of the confidence interval'),
    per_sd_high: perSd('For one SD, upper limit', 'of the confidence interval'),
    per_sd_unadjusted: perSd('For one SD, unadjusted', 'the effect without covariates and fixed effects'),
    per_sd_unadjusted_low: perSd('For one SD, unadjusted, lower limit', 'of the confidence interval'),
    per_sd_unadjusted_high: perSd('For one SD, unadjusted, upper limit', 'of the confidence interval'),
    ratio: numberColumn(
      'Ratio',
      'of rates (poisson) or odds (logit), for that difference in need',
      undefined,
      none,
    ),
    ratio_low: numberColumn('Ratio, lower limit', 'of the confidence interval', undefined, none),
    ratio_high: numberColumn('Ratio, upper limit', 'of the confidence interval', undefined, none),
    r2: numberColumn('R-squared', 'of least squares', 'share', none),
    note: columns.note,
  },
});

/** Every coefficient of the declared model. */
export const modelCoefficients = defineTable({
  file: 'model_coefficients.csv',
  title: "Coefficients of the study's declared model",
  description:
    'By snapshot and need, every coefficient as it was estimated: of the linear predictor for poisson and logit, of both parts for two_part.',
  key: ['need', 'snapshot', 'part', 'term'],
  order: ['need', 'snapshot'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    part: {
      ...choiceColumn('Part', 'of a two-part model: whether there is any, or the amount', [
        '',
        'any',
        'amount',
      ]),
      ...none,
    },
    term: textColumn(
      'Term',
      'constant, need, a covariate, its square (^2), its product with need (need x) or an area; squares and products are of deviations from the mean',
    ),
    estimate: numberColumn('Estimate', 'coefficient', 'unit of the outcome per unit of the term'),
    std_error: numberColumn('Standard error', 'by the method', undefined, gap),
    df: columns.df,
    conf_low: numberColumn('Lower limit', 'of the confidence interval', undefined, gap),
    conf_high: numberColumn('Upper limit', 'of the confidence interval', undefined, gap),
    p_value: { ...columns.p_value, ...gap },
    n: columns.n,
    method: columns.method,
  },
});

export type ModelRow = RowOf<typeof model>;
export type ModelCoefficientRow = RowOf<typeof modelCoefficients>;
