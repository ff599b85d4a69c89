import { choiceColumn, columns, defineTable, type RowOf, textColumn } from '@inverse-care/domain';

/** What the coefficient of need could be if PCNs that did not report had any provision in a range. */
export const bounds = defineTable({
  file: 'bounds.csv',
  title: 'What was not reported',
  description:
    'Bounds of the coefficient of need when PCNs that did not report could have any provision in a range (where the study states none, from none to the 95th percentile of PCNs that reported), and the provision that would undo the finding.',
  key: ['snapshot', 'need'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    n: columns.n,
    unreported: columns.unreported,
    range_low: columns.range_low,
    range_high: columns.range_high,
    estimate: columns.estimate,
    bound_low: columns.bound_low,
    bound_high: columns.bound_high,
    settled: {
      title: 'Sign settled',
      description: 'the bounds leave out zero',
      type: 'boolean',
    },
    conf_low: columns.conf_low,
    conf_high: columns.conf_high,
    errors: textColumn('Errors', 'covariance that limits and tipping points come from'),
    tipping_side: choiceColumn(columns.tipping_side.title, columns.tipping_side.description, [
      'above',
      'below',
    ]),
    tipping_pcns: columns.tipping_pcns,
    tipping_patients: columns.tipping_patients,
    tipping_zero: columns.tipping_zero,
    tipping_insignificant: columns.tipping_insignificant,
  },
});

export type UnreportedRow = RowOf<typeof bounds>;
