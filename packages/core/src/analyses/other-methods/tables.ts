import { choiceColumn, columns, defineTable, gap, type RowOf } from '@inverse-care/domain';

/** The methods in the order in which they are told. */
export const methods = [
  'classical',
  'HC0',
  'HC1',
  'HC2',
  'HC3',
  'HC4',
  'CR1 by sub-ICB',
  'CR1 by ICB',
  'CR2 by sub-ICB',
  'CR2 by ICB',
  'bootstrap, percentile',
  'bootstrap, basic',
  'bootstrap, normal',
  'bootstrap, BCa',
  'wild bootstrap, HC1',
  'wild bootstrap, CR1 by sub-ICB',
  'wild bootstrap, CR1 by ICB',
  'Poisson',
  'two-part',
] as const;

export type Method = (typeof methods)[number];

/** The need coefficient of one snapshot by another method. Numbers are null where the method gives none; `note` says why. */
export const inference = defineTable({
  file: 'inference.csv',
  title: 'The coefficients by other methods',
  description: "Need's coefficients with other covariances, bootstraps and models.",
  key: ['need', 'snapshot', 'method'],
  order: ['need', 'snapshot', 'method'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    method: choiceColumn(columns.method.title, columns.method.description, methods),
    estimate: { ...columns.estimate, ...gap },
    std_error: { ...columns.std_error, ...gap },
    df: columns.df,
    conf_low: { ...columns.conf_low, ...gap },
    conf_high: { ...columns.conf_high, ...gap },
    p_value: { ...columns.p_value, ...gap },
    conf_low_mcse: columns.conf_low_mcse,
    conf_high_mcse: columns.conf_high_mcse,
    p_mcse: columns.p_mcse,
    note: columns.note,
  },
});

export type AlternativeRow = RowOf<typeof inference>;
