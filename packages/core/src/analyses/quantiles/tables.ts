import { columns, countColumn, defineTable, gap, none, numberColumn, type RowOf } from '@inverse-care/domain';

/** The slope of need on quantiles of provision, in place of its mean. */
export const quantiles = defineTable({
  file: 'quantiles.csv',
  title: 'Need and the quantiles of provision',
  description:
    "Need's coefficients in linear quantile regressions of provision, with intervals from whole ICBs drawn at the last snapshot.",
  key: ['snapshot', 'need', 'tau'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    tau: numberColumn('Quantile', 'of provision given need: 0.5 is the median', 'share'),
    n: columns.n,
    estimate: columns.estimate,
    conf_low: { ...columns.conf_low, ...none },
    conf_high: { ...columns.conf_high, ...none },
    p_value: { ...columns.p_value, ...none },
    band_low: numberColumn(
      'Lower band',
      'of the simultaneous band over all quantiles whose line does not lie at none',
      columns.conf_low.unit,
      none,
    ),
    band_high: numberColumn(
      'Upper band',
      'of the simultaneous band over all quantiles whose line does not lie at none',
      columns.conf_low.unit,
      none,
    ),
    clear: {
      title: 'Clear of zero',
      description: 'the interval of this quantile alone leaves out zero',
      type: 'boolean',
    },
    conf_low_mcse: columns.conf_low_mcse,
    conf_high_mcse: columns.conf_high_mcse,
    p_mcse: columns.p_mcse,
    icbs: { ...countColumn('ICBs', 'ICBs that are drawn', 'ICBs'), ...none },
    draws: { ...countColumn('Draws', 'bootstrap draws that the interval rests on', 'draws'), ...none },
    mean_slope: {
      ...numberColumn('Slope of the mean', 'coefficient by least squares', columns.estimate.unit),
      ...gap,
    },
  },
});

export type QuantileRow = RowOf<typeof quantiles>;
