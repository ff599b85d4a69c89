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
const slope = (title: string, description: string) => numberColumn(title, description, inUnit, gap);
const drawn = (title: string, description: string) => numberColumn(title, description, inUnit, none);
const by = textColumn('By', 'groups: region, icb, fifth of need, or fifth of a variable');

/** The slope of need in each place. */
export const modelPlaces = defineTable({
  file: 'model_places.csv',
  title: 'Slopes of need by place',
  description:
    "The study's model with a constant and a slope of need in each group of PCNs, its other terms common to all; beside it the slopes of a mixed model, drawn towards what all groups have in common.",
  key: ['need', 'snapshot', 'by', 'place'],
  order: ['need', 'snapshot'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    by,
    place: textColumn('Place', 'code of the area, or 1 to 5 from the least to the most'),
    place_name: textColumn('Name', 'of the place'),
    n: { ...columns.n, description: 'PCNs of the place in the regression' },
    clusters: { ...countColumn('Clusters', 'in the place; below 5 no error', 'clusters'), ...none },
    estimate: slope('Slope', 'of need in this place'),
    std_error: slope('Standard error', 'by the method'),
    df: columns.df,
    conf_low: slope('Lower limit', 'of the confidence interval'),
    conf_high: slope('Upper limit', 'of the confidence interval'),
    p_value: { ...columns.p_value, ...gap },
    shrunken: drawn('Shrunken slope', 'best linear unbiased prediction of a mixed model'),
    shrunken_error: drawn('Its error', 'the error of the common slope included'),
    shrunken_low: drawn('Shrunken, lower limit', 'variances taken as known'),
    shrunken_high: drawn('Shrunken, upper limit', 'variances taken as known'),
    unit: textColumn('Unit', 'of the slope, for one unit of need'),
    method: columns.method,
    note: columns.note,
  },
});

/** Whether the slopes of the places are the same. */
export const modelPlaceTests = defineTable({
  file: 'model_place_tests.csv',
  title: 'Whether slopes of need differ between places',
  description:
    'A test of the interaction of need and place, and the spread of slopes between places by a mixed model.',
  key: ['need', 'snapshot', 'by'],
  order: ['need', 'snapshot'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    by,
    places: countColumn('Places', 'with enough PCNs', 'places'),
    n: columns.n,
    test: {
      ...choiceColumn(
        'Test',
        "Wald's with the model's covariance, or the approximate Hotelling test with CR2 where least squares are clustered one way",
        ['', 'Wald', 'Wald by clusters', 'Hotelling with CR2'],
      ),
      ...none,
    },
    statistic: numberColumn(
      'F',
      'that all slopes are the same; chi-squared over df 1 where df 2 is empty',
      undefined,
      gap,
    ),
    df1: { ...columns.df1, ...gap },
    df2: { ...columns.df2, ...none },
    p_value: { ...columns.p_value, ...gap },
    method: { ...columns.method, description: "of the slopes' own errors" },
    least: textColumn('Least', 'place with the least slope'),
    most: textColumn('Most', 'place with the greatest slope'),
    common: drawn('Common slope', 'of the mixed model'),
    common_error: drawn('Its error', 'standard error'),
    slope_sd: drawn('SD of slopes', 'between places, without the error of each, by the mixed model'),
    lr_statistic: numberColumn('Likelihood ratio', 'that slopes do not vary between places', undefined, none),
    p_slope_sd: numberColumn(
      'p of it',
      'by half chi-squared(1) and half chi-squared(2), as the variance is at its bound',
      undefined,
      none,
    ),
    note: columns.note,
  },
});

/** A row of `modelPlaces`: a place. */
export type ModelPlaceRow = RowOf<typeof modelPlaces>;
/** A row of `modelPlaceTests`: a need at a snapshot. */
export type ModelPlaceTestRow = RowOf<typeof modelPlaceTests>;
