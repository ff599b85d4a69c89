import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  numberColumn,
  type RowOf,
} from '@inverse-care/domain';

const perUnit = 'FTE per 10,000 per unit of need';

/** How alike PCNs of one area are, and how many areas that leaves. */
export const dependence = defineTable({
  file: 'dependence.csv',
  title: 'How alike the PCNs of one area are',
  description:
    'Intraclass correlations of need and of what need leaves unexplained of provision, by sub-ICB location and by ICB.',
  key: ['snapshot', 'need', 'level'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    level: choiceColumn('Level', 'areas whose PCNs are compared', ['sub_icb', 'icb']),
    n: columns.n,
    clusters: countColumn('Areas', 'areas with PCNs in the regression', 'areas'),
    icc_need: numberColumn(
      'Correlation of need',
      'intraclass correlation of need within areas (analysis of variance); below 0 where PCNs of one area differ more than others',
    ),
    icc_residual: numberColumn('Correlation of residuals', 'the same of the residuals of provision on need'),
    effective_clusters: numberColumn(
      'Effective areas',
      'areas of equal weight that would tell as much of the slope (Carter, Schnepel and Steigerwald)',
      'areas',
    ),
  },
});

/** Whether what need leaves unexplained is alike among neighbours. */
export const moran = defineTable({
  file: 'moran.csv',
  title: 'How alike neighbours are',
  description:
    "Moran's I of the residuals of provision on need, and what it would be if neighbours had nothing to do with one another.",
  key: ['snapshot', 'need', 'units', 'neighbours'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    units: choiceColumn(
      'Units',
      'observations of the regression: PCNs (last snapshot alone), or means over the PCNs of a sub-ICB location',
      ['pcn', 'sub_icb'],
    ),
    neighbours: choiceColumn('Neighbours', 'all within a distance, or so many of the nearest', [
      'within',
      'nearest',
    ]),
    reach: numberColumn('Reach', 'the distance in km, or how many of the nearest'),
    n: countColumn('n', 'units in the regression', 'units'),
    isolated: countColumn('Without neighbours', 'units that have no neighbour', 'units'),
    moran_i: numberColumn("Moran's I", 'of the residuals, each neighbour of a unit with the same weight'),
    expectation: numberColumn('Expectation', 'of I with independent normal errors'),
    deviation: numberColumn('Standard deviation', 'of I with independent normal errors'),
    p_value: columns.p_value,
    alike: {
      title: 'More alike',
      description: 'than chance would make them: p below 0.05, and I above its expectation',
      type: 'boolean',
    },
  },
});

/** The coefficient of need with standard errors that allow for dependence by distance. */
export const conley = defineTable({
  file: 'conley.csv',
  title: 'The coefficients, allowing for dependence by distance',
  description: "Need's coefficients with Conley's standard errors, by both kernels.",
  key: ['snapshot', 'need', 'kernel'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    kernel: choiceColumn(
      'Kernel',
      'how dependence ends with distance: bartlett little by little, uniform at once',
      ['bartlett', 'uniform'],
    ),
    km: numberColumn('Distance', 'beyond which PCNs are taken not to depend on one another', 'km'),
    n: columns.n,
    estimate: columns.estimate,
    std_error: numberColumn('Standard error', "Conley's", perUnit),
    df: numberColumn('df', "degrees of freedom of Student's t"),
    conf_low: columns.conf_low,
    conf_high: columns.conf_high,
    p_value: columns.p_value,
    note: columns.note,
  },
});

export type DependenceRow = RowOf<typeof dependence>;
export type MoranRow = RowOf<typeof moran>;
export type ConleyRow = RowOf<typeof conley>;
