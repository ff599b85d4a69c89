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

/** What the study concludes from: the coefficients of Figure 3 with what its PCNs share allowed for. */
export const slopes = defineTable({
  file: 'slopes.csv',
  title: 'Need and provision, with dependence between PCNs',
  description:
    'The regressions of figure3.csv with the dependence between PCNs that the study states: what its conclusions rest on.',
  key: ['need', 'snapshot', 'term'],
  order: ['need', 'snapshot', 'term'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    term: choiceColumn(columns.term.title, columns.term.description, ['constant', 'need']),
    estimate: columns.estimate,
    std_error: { ...columns.std_error, description: 'standard error by the method', ...gap },
    times_paper: numberColumn(
      "Times the paper's",
      'standard error by the standard error of figure3.csv, which takes PCNs as independent',
      undefined,
      gap,
    ),
    df: columns.df,
    conf_low: { ...columns.conf_low, ...gap },
    conf_high: { ...columns.conf_high, ...gap },
    p_value: { ...columns.p_value, ...gap },
    p_holm: { ...columns.p_holm, ...none },
    method: textColumn(
      'Method',
      'covariance: HC1 and its like take PCNs as independent, CR2 as dependent within areas',
    ),
    n: columns.n,
    clusters: { ...countColumn('Clusters', 'areas whose PCNs hang together', 'areas'), ...none },
    effective_clusters: numberColumn(
      'Effective clusters',
      'areas of equal weight that would carry the variance of the need coefficient (Carter, Schnepel and Steigerwald)',
      'areas',
      none,
    ),
    p_wild: numberColumn(
      'p, wild bootstrap',
      'wild cluster bootstrap, where effective clusters are few',
      undefined,
      none,
    ),
    p_wild_mcse: numberColumn('Error of it', 'Monte Carlo standard error', undefined, none),
    note: columns.note,
  },
});

export type SlopeRow = RowOf<typeof slopes>;
