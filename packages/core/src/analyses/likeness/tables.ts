import { columns, countColumn, defineTable, gap, numberColumn, type RowOf } from '@inverse-care/domain';

/** How each need goes with the other needs, with characteristics and with provision. */
export const correlations = defineTable({
  file: 'correlations.csv',
  title: 'What goes with each measure of need',
  description:
    "Pearson's correlation of each need with every variable of the panel and with provision at the last snapshot, over the PCNs that have both, unweighted. Its square is the R-squared of the regression of one on the other.",
  key: ['snapshot', 'need', 'variable'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    variable: { ...columns.variable, description: 'column of the panel; fte_per_10k is provision' },
    n: countColumn('n', 'PCNs that have both', 'PCNs'),
    correlation: numberColumn(
      'Correlation',
      'of PCNs, -1 to 1; empty where one of the two does not vary',
      undefined,
      gap,
    ),
    r2: numberColumn('R-squared', 'the correlation squared', 'share', gap),
  },
});

export type CorrelationRow = RowOf<typeof correlations>;
