import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  gap,
  none,
  numberColumn,
  type RowOf,
} from '@inverse-care/domain';

const perUnit = columns.estimate.unit;

/** The slope on need, of all PCNs, of those of one ICB and of the means of ICBs. */
export const withinBetweenSlopes = defineTable({
  file: 'within_between.csv',
  title: 'The slope within ICBs and between them',
  description:
    'Provision by need over all PCNs, by the difference of a PCN from the mean of its ICB, and by that mean; CR2 errors by ICB.',
  key: ['snapshot', 'need', 'term'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    term: choiceColumn('Slope', 'all PCNs, within ICBs, between their means, or between less within', [
      'all',
      'within',
      'between',
      'difference',
    ]),
    estimate: columns.estimate,
    std_error: columns.std_error,
    df: numberColumn('df', "Satterthwaite's degrees of freedom"),
    conf_low: columns.conf_low,
    conf_high: columns.conf_high,
    p_value: columns.p_value,
    n: columns.n,
    icbs: countColumn('ICBs', 'clusters', 'ICBs'),
  },
});

/** How much the slope on need varies between places. */
export const slopeVariation = defineTable({
  file: 'slope_variation.csv',
  title: 'How much the slope varies between places',
  description:
    'Mixed models by restricted maximum likelihood, intercept and slope varying by place; the test of a slope that varies.',
  key: ['snapshot', 'need', 'level'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    level: choiceColumn('Level', 'places whose slopes may differ; regions at the last snapshot alone', [
      'icb',
      'region',
    ]),
    places: countColumn('Places', 'of that level', 'places'),
    n: columns.n,
    estimate: numberColumn('Mean slope', 'fixed effect of need', perUnit),
    std_error: numberColumn('Standard error', 'of the mean slope', perUnit),
    df: numberColumn('df', 'of the mean slope: places less 2'),
    conf_low: columns.conf_low,
    conf_high: columns.conf_high,
    slope_sd: numberColumn('SD of slopes', 'between places', perUnit),
    level_sd: numberColumn('SD of levels', 'between places, at the mean need', columns.fte_per_10k.unit),
    correlation: numberColumn(
      'Correlation',
      'of level at the mean need and slope; empty where one of them does not vary',
      undefined,
      none,
    ),
    residual_sd: numberColumn('Residual SD', 'within places', columns.fte_per_10k.unit),
    boundary: choiceColumn('Boundary', 'bound that the variances have reached', [
      'none',
      'no variance',
      'no slope variance',
      'no intercept variance',
      'correlation of one',
    ]),
    statistic: numberColumn('Likelihood ratio', 'of a slope that varies against one that does not'),
    p_value: numberColumn('p', 'by the mixture of half chi-squared(1) and half chi-squared(2)'),
    p_shuffled: numberColumn(
      'p, ICBs shuffled',
      'of regions: share of random deals of ICBs to regions in which the predicted slopes of ICBs differ as much; empty where the fit by ICB is at a bound',
      undefined,
      none,
    ),
    p_shuffled_mcse: numberColumn('Its Monte Carlo error', 'standard error of that share', undefined, none),
  },
});

/** The slope of each region: by its own PCNs, and drawn towards the mean of the regions. */
export const regionSlopes = defineTable({
  file: 'region_slopes.csv',
  title: 'The slope by region',
  description:
    'Least squares in each region alone with CR2 errors by cluster, and the prediction of the mixed model by region.',
  key: ['snapshot', 'need', 'region_code'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    region_code: columns.region_code,
    n: columns.n,
    estimate: { ...columns.estimate, ...gap },
    std_error: { ...columns.std_error, ...gap },
    df: numberColumn('df', "Satterthwaite's degrees of freedom", undefined, gap),
    conf_low: { ...columns.conf_low, ...gap },
    conf_high: { ...columns.conf_high, ...gap },
    clusters_of: choiceColumn(
      'Clusters of',
      'what PCNs are clustered by: ICBs where there are five or more',
      ['icb', 'sub_icb'],
    ),
    clusters: countColumn('Clusters', 'in the region', 'clusters'),
    shrunken: numberColumn('Shrunken slope', 'of the mixed model by region', perUnit),
    shrunken_error: numberColumn('Its standard error', 'variances taken as known', perUnit),
    shrunken_low: numberColumn('Shrunken lower limit', 'of its interval', perUnit),
    shrunken_high: numberColumn('Shrunken upper limit', 'of its interval', perUnit),
  },
});

export type WithinBetweenRow = RowOf<typeof withinBetweenSlopes>;
export type SlopeVariationRow = RowOf<typeof slopeVariation>;
export type RegionSlopeRow = RowOf<typeof regionSlopes>;
