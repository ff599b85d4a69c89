import { choiceColumn, columns, defineTable, numberColumn, type RowOf } from '@inverse-care/domain';

const coefficients = (unit: string) => ({
  snapshot: columns.snapshot,
  need: columns.need,
  term: choiceColumn(columns.term.title, columns.term.description, ['constant', 'need']),
  estimate: { ...columns.estimate, unit },
  std_error: { ...columns.std_error, unit },
  conf_low: { ...columns.conf_low, unit },
  conf_high: { ...columns.conf_high, unit },
  p_value: columns.p_value,
  n: columns.n,
  boot_low: { ...columns.boot_low, unit },
  boot_high: { ...columns.boot_high, unit },
});

/** A coefficient of the regression of provision on need in one snapshot. */
export const figure3 = defineTable({
  file: 'figure3.csv',
  title: 'Need and provision by snapshot',
  description: 'Least squares of FTE per 10,000 patients on need, one regression a need and snapshot.',
  key: ['snapshot', 'need', 'term'],
  order: ['snapshot', 'need', 'term'],
  columns: coefficients('FTE per 10,000 per unit of need'),
});

/** As Figure 3; the outcome is FTE per 10,000 patients with a long-term condition. */
export const tableS2 = defineTable({
  file: 'tableS2.csv',
  title: 'Need and provision per patient with a long-term condition',
  description: 'As the table before, with provision per 10,000 patients who have a long-term condition.',
  key: ['snapshot', 'need', 'term'],
  order: ['snapshot', 'need', 'term'],
  columns: coefficients('FTE per 10,000 patients with a long-term condition per unit of need'),
});

const rate = 'FTE per 10,000 patients';

/** The fitted line of a need's regression at its last snapshot, with the pointwise interval of the mean. */
export const fittedLines = defineTable({
  file: 'fitted_lines.csv',
  title: 'Fitted lines',
  description:
    "Mean provision by need as each need's last regression has it, from the least need to the greatest.",
  key: ['need', 'value'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    value: numberColumn('Value of need', 'at which the line is read', 'unit of need'),
    fit: numberColumn('Fitted', 'mean provision', rate),
    conf_low: numberColumn('Lower limit', 'of the interval of the mean', rate),
    conf_high: numberColumn('Upper limit', 'of the interval of the mean', rate),
  },
});

export type CoefficientRow = RowOf<typeof figure3>;
export type FittedLineRow = RowOf<typeof fittedLines>;
